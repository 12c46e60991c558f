// ltijs is here because the project requires it: it verifies launches, and no other folder of the module imports it.
import type { Request } from 'express';
import type { Provider } from 'ltijs';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Check } from '../../guard/checks';
import type { LaunchChecks } from '../../guard/LaunchChecks';
import { LaunchRefusedError } from '../../guard/LaunchRefusedError';
import type { Registration } from '../../platforms/Registration';
import { createLtijsStorage, type LtijsTask } from './ltijsStorage';
import type { LtiGateway } from './LtiGateway';
import type { PlatformKeys } from '../../platforms/PlatformKeys';

const LAUNCH_ROUTE = '/launch';
/** Any constant: ltijs derives the name of a cookie from it, and the guard has compared the real state. */
const STATE = 'guarded';

/**
 * Accepted although it fails: ltijs checks the expiry after the signature and without tolerance, where the guard allows
 * a minute.
 */
const EXPIRED = 'jwt expired';

/** The check that failed, by the error message of ltijs; `lti_claims` for any other message. */
const CHECK_OF_MESSAGE: Readonly<Record<string, Check>> = {
  'invalid signature': 'signature',
  'invalid token': 'signature',
  'jwt malformed': 'token_readable',
  ISS_CLAIM_DOES_NOT_MATCH: 'issuer',
  AZP_DOES_NOT_MATCH_CLIENTID: 'authorized_party',
};

/**
 * ltijs 5.9, used as a verifier only. It never sees a request of a browser, but one made here that holds an id_token
 * and nothing else: so its routes, cookies, headers and session tokens cannot be reached from outside. On one of its
 * own routes, a single malformed `state` would end the process.
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
    const refusal = await this.#tasks.run({ registration, platformKey }, () => verifyWith(app, idToken));
    if (refusal !== null && refusal !== EXPIRED)
      throw new LaunchRefusedError(CHECK_OF_MESSAGE[refusal] ?? 'lti_claims', { cause: refusal });
    checks.pass('signature', 'lti_claims');
  }

  /** Loads ltijs, once. It takes a while, because ltijs loads mongoose, which we do not use. */
  load(): Promise<typeof Provider> {
    this.#provider ??= this.#load();
    return this.#provider;
  }

  async #load(): Promise<typeof Provider> {
    const { Provider } = await import('ltijs');
    const provider = new Provider.constructor() as typeof Provider;
    const storage = createLtijsStorage(() => this.#task());
    // Never call deploy(): it listens for SIGINT and ends the process. The key signs ltijs' own session tokens, which
    // never leave this class.
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
            // ltijs reads the issuer of the login from a cookie that it signed; the guard has compared the issuers
            // itself.
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
    if (!task) throw new Error('ltijs read its storage outside of a launch.');
    return task;
  }
}

const outcomes = new WeakMap<IncomingMessage | Request, (refusal: string | null) => void>();

/** Lets ltijs verify an id_token: null when it accepts it, otherwise its error message. */
function verifyWith(app: typeof Provider.app, idToken: string): Promise<string | null> {
  const request = Object.assign(new IncomingMessage(new Socket()), {
    method: 'POST',
    url: LAUNCH_ROUTE,
    body: { id_token: idToken, state: STATE },
    // Tells body-parser that the body has been read.
    _body: true,
  });
  return new Promise((resolve, reject) => {
    outcomes.set(request, resolve);
    // An Express application accepts Node's request and response, and adds its own methods to them.
    app(request as unknown as Request, new ServerResponse(request) as never, (error?: unknown) =>
      reject(error ?? new Error('ltijs did not answer.')),
    );
  });
}
