import type { Request } from 'express';
import type { Provider } from 'ltijs';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Check } from '../guard/checks';
import type { LaunchChecks } from '../guard/LaunchChecks';
import { LaunchRefusedError } from '../guard/LaunchRefusedError';
import type { Registration } from '../../platforms/Registration';
import { createLtijsStorage, type LtijsTask } from './ltijsStorage';
import type { LtiGateway } from './LtiGateway';
import type { PlatformKeys } from '../../platforms/PlatformKeys';

const LAUNCH_ROUTE = '/launch';
/** Any value: ltijs names a cookie by it, and the guard has compared the real one. */
const STATE = 'guarded';

/** It looks at the end after it has verified the signature, and to the second; the guard has allowed a minute. */
const PAST_ITS_END = 'jwt expired';

/** The refusals of ltijs by their text; any other is `lti_claims`. */
const CHECK_OF_MESSAGE: Readonly<Record<string, Check>> = {
  'invalid signature': 'signature',
  'invalid token': 'signature',
  'jwt malformed': 'token_readable',
  ISS_CLAIM_DOES_NOT_MATCH: 'issuer',
  AZP_DOES_NOT_MATCH_CLIENTID: 'authorized_party',
};

/**
 * ltijs 5.9, used as a verifier. No request of a browser reaches it: it is handed a request made here that holds an
 * id_token and nothing else, so neither its routes nor its cookies, headers and session tokens exist outside.
 * One malformed `state` on one of its own routes would end the process.
 */
export class Ltijs5Gateway implements LtiGateway {
  readonly #tasks = new AsyncLocalStorage<LtijsTask>();
  #provider: Promise<typeof Provider> | undefined;

  constructor(private readonly options: { platformKeys: PlatformKeys }) {}

  async verifyLaunch(idToken: string, kid: string, registration: Registration, checks: LaunchChecks): Promise<void> {
    const platformKey = await this.options.platformKeys.find(registration.jwksUri, kid);
    checks.pass('keys_reachable');
    checks.expect('key_known', platformKey);
    const { app } = await this.load();
    const refusal = await this.#tasks.run({ registration, platformKey }, () => answerTo(app, idToken));
    if (refusal !== null && refusal !== PAST_ITS_END)
      throw new LaunchRefusedError(CHECK_OF_MESSAGE[refusal] ?? 'lti_claims', { cause: refusal });
    checks.pass('signature', 'lti_claims');
  }

  /** Loads ltijs, which takes a while (mongoose comes with it, unused). */
  load(): Promise<typeof Provider> {
    this.#provider ??= this.#load();
    return this.#provider;
  }

  async #load(): Promise<typeof Provider> {
    const { Provider } = await import('ltijs');
    const provider = new Provider.constructor() as typeof Provider;
    const storage = createLtijsStorage(() => this.#task());
    // Never deploy(): it listens for SIGINT and ends the process. The key signs ltijs' own session tokens, which
    // nobody gets to see.
    provider.setup(
      randomBytes(32).toString('hex'),
      { plugin: storage },
      {
        appRoute: LAUNCH_ROUTE,
        loginRoute: '/unused-login',
        keysetRoute: '/unused-keys',
        dynRegRoute: '/unused-registration',
        ltiaas: true,
        devMode: false,
        cors: false,
        tokenMaxAge: false,
        cookies: { secure: true, sameSite: 'None' },
        serverAddon: (app) => {
          app.use((request, _response, next) => {
            // ltijs takes the issuer of the login from a cookie that it signed; the guard has compared issuers itself.
            request.signedCookies[`state${STATE}`] = this.#task().registration.issuer;
            next();
          });
        },
      },
    );
    provider.onConnect((_token, request) => outcomes.get(request)?.(null));
    provider.onDeepLinking((_token, request) => outcomes.get(request)?.(null));
    provider.onInvalidToken((request, response) =>
      outcomes.get(request)?.(String(response.locals.err.details.message)),
    );
    return provider;
  }

  #task(): LtijsTask {
    const task = this.#tasks.getStore();
    if (!task) throw new Error('ltijs asked for something outside of a task of ours.');
    return task;
  }
}

const outcomes = new WeakMap<IncomingMessage | Request, (refusal: string | null) => void>();

/** What ltijs says to an id_token: null when it accepts it, else the text of its refusal. */
function answerTo(app: typeof Provider.app, idToken: string): Promise<string | null> {
  const request = Object.assign(new IncomingMessage(new Socket()), {
    method: 'POST',
    url: LAUNCH_ROUTE,
    body: { id_token: idToken, state: STATE },
    // body-parser's own sign that the body has been read
    _body: true,
  });
  return new Promise((resolve, reject) => {
    outcomes.set(request, resolve);
    // An Express application is a function of Node's request and response; Express adds its own methods to them.
    app(request as unknown as Request, new ServerResponse(request) as never, (error?: unknown) =>
      reject(error ?? new Error('ltijs did not answer.')),
    );
  });
}
