/** The types of ltijs 5.9 that the gateway and the benchmark of launches use. */
declare module 'ltijs' {
  import type { Express, Request, Response } from 'express';

  interface Database {
    setup(): Promise<unknown>;
    Close(): Promise<unknown>;
    /** False when nothing is found, never an empty list. */
    Get(key: string | false, collection: string, query?: Row): Promise<Row[] | false>;
    Insert(key: string | false, collection: string, item: Row, index?: Row): Promise<unknown>;
    Replace(key: string | false, collection: string, query: Row, item: Row, index?: Row): Promise<unknown>;
    Modify(key: string | false, collection: string, query: Row, modification: Row): Promise<unknown>;
    Delete(collection: string, query: Row): Promise<unknown>;
  }

  type Row = Record<string, unknown>;

  interface PlatformToRegister {
    url: string;
    name: string;
    clientId: string;
    authenticationEndpoint: string;
    accesstokenEndpoint: string;
    authConfig: { method: 'JWK_SET'; key: string };
  }

  interface SetupOptions {
    appRoute: string;
    loginRoute: string;
    keysetRoute: string;
    dynRegRoute: string;
    ltiaas: boolean;
    devMode: boolean;
    cors: boolean;
    tokenMaxAge: number | false;
    cookies: { secure: boolean; sameSite: string };
    serverAddon(app: Express): void;
  }

  class LtiProvider {
    constructor();
    readonly app: Express;
    setup(key: string, database: { plugin: Database }, options: Partial<SetupOptions>): this;
    onConnect(callback: (token: unknown, request: Request, response: Response) => unknown): true;
    onDeepLinking(callback: (token: unknown, request: Request, response: Response) => unknown): true;
    onInvalidToken(callback: (request: Request, response: Response) => unknown): true;
    onUnregisteredPlatform(callback: (request: Request, response: Response) => unknown): true;
    registerPlatform(platform: PlatformToRegister): Promise<unknown>;
  }

  /** An instance; its class is not exported otherwise. */
  export const Provider: LtiProvider & { constructor: typeof LtiProvider };
}
