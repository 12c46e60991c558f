import {
  type BearerSecret,
  publicRoute,
  readAuthorization,
  readBearerSecret,
  type Roster,
  type Route,
  type Tenants,
} from '@aimline/plugin-interventions-node';
import { answerDeepLinking } from './services/deepLinking/answerDeepLinking';
import type { NoticeTools } from './services/notices/verifyNotice';
import { receiveNotices } from './services/notices/receiveNotices';
import { codeOver, exchangeCode } from './launch/session/exchangeCode';
import type { DescribingTools } from './launch/session/queries';
import { renewSession } from './launch/session/renewSession';
import { sessionOver } from './launch/session/sessionOver';
import {
  answerDeepLinkingContract,
  exchangeCodeContract,
  readKeySetContract,
  renewSessionContract,
  receiveNoticesContract,
} from './toolContracts';
import type { ToolKeys } from './platforms/ToolKeys';

export interface ToolRouteTools extends DescribingTools, NoticeTools {
  tenants: Tenants;
  roster: Roster;
  toolKeys: ToolKeys;
  toolOrigin: string;
}

/**
 * The JSON endpoints of the tool, for its own page and for platforms; each verifies the token, code or signature in its
 * request.
 */
export function createToolRoutes(tools: ToolRouteTools): Route[] {
  return [
    publicRoute(exchangeCodeContract, {
      prove: ({ body }) => {
        const code = readBearerSecret((body as { code?: unknown } | null | undefined)?.code);
        if (!code) throw codeOver();
        return code;
      },
      handle: ({ proof }) => exchangeCode(tools, proof),
    }),
    publicRoute(renewSessionContract, {
      prove: (_, { headers }) => tokenOf(headers.authorization),
      handle: ({ proof }) => renewSession(tools, proof),
    }),
    publicRoute(answerDeepLinkingContract, {
      prove: (_, { headers }) => tokenOf(headers.authorization),
      handle: ({ proof }, { body }) => answerDeepLinking(tools, proof, body.items),
    }),
    publicRoute(receiveNoticesContract, {
      // proven by the signature of each notice instead
      prove: () => null,
      handle: ({ address }, { body }) => receiveNotices(tools, body, address),
    }),
    publicRoute(readKeySetContract, {
      prove: () => null,
      handle: () => tools.toolKeys.published(),
    }),
  ];
}

/** @throws AuthenticationError when the header contains no session token. */
function tokenOf(authorization: string | undefined): BearerSecret {
  const token = readAuthorization(authorization);
  if (!token) throw sessionOver();
  return token;
}
