/**
 * A tool with the defaults of ltijs: its routes, its cookies, the key set fetched at each launch, no guard. It runs in the
 * mode that costs it least (`ltiaas`: no redirect to itself), and answers a launch with a redirect, as Aimline does.
 */
import { Provider } from 'ltijs';
import { createLtijsDatabase } from './ltijsDatabase';
import { reportUsage } from './reportUsage';

const { BENCH_PORT = '', BENCH_CONNECTION = '', BENCH_ISSUER = '', BENCH_CLIENT_ID = '' } = process.env;

async function start(): Promise<void> {
  reportUsage();
  const plugin = createLtijsDatabase(BENCH_CONNECTION);
  Provider.setup(
    'a key for benchmarks, and for nothing else',
    { plugin },
    {
      appRoute: '/launch',
      ltiaas: true,
      cookies: { secure: true, sameSite: 'None' },
    },
  );
  Provider.onConnect((_token, _request, response) => response.redirect(303, '/app'));
  await plugin.setup();
  await Provider.registerPlatform({
    url: BENCH_ISSUER,
    name: 'Bench platform',
    clientId: BENCH_CLIENT_ID,
    authenticationEndpoint: `${BENCH_ISSUER}/authorize`,
    accesstokenEndpoint: `${BENCH_ISSUER}/token`,
    authConfig: { method: 'JWK_SET', key: `${BENCH_ISSUER}/jwks` },
  });
  // Ends the process normally, so that a profile is written.
  process.on('SIGTERM', () => process.exit());
  Provider.app.listen(Number(BENCH_PORT), 'localhost', () => process.send?.('ready'));
}

start().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
