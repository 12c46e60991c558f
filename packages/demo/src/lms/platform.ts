import type { KeyObject, webcrypto } from 'node:crypto';
import type { CourseCatalog } from './CourseCatalog';
import type { CourseLinks } from './courseLinks';
import type { NoticeHandlers } from './NoticeHandlers';
import type { RegisteredTool } from './registeredTool';
import type { TtlMap } from './TtlMap';
import type { Visit } from './visit';

/** The state that the endpoints of the practice LMS share. */
export interface Platform {
  origin: string;
  /** The tool that is registered from the start. */
  tool: RegisteredTool;
  /** All tools, by client id. */
  tools: Map<string, RegisteredTool>;
  /** Open requests for links, by the `data` that the tool returns with its response. */
  requests: TtlMap<{ visit: Visit; clientId: string }>;
  catalog: CourseCatalog;
  links: CourseLinks;
  noticeHandlers: NoticeHandlers;
  signingKey: { kid: string; privateKey: KeyObject | webcrypto.CryptoKey };
  now: () => Date;
}
