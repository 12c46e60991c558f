import type { KeyObject, webcrypto } from 'node:crypto';
import type { CourseCatalog } from './CourseCatalog';
import type { CourseLinks } from './courseLinks';
import type { NoticeHandlers } from './NoticeHandlers';
import type { RegisteredTool } from './registeredTool';
import type { TtlMap } from './TtlMap';
import type { Visit } from './visit';

/** What the endpoints of the practice LMS share. */
export interface Platform {
  origin: string;
  /** The one that is there from the start. */
  tool: RegisteredTool;
  /** All of them, by client id. */
  tools: Map<string, RegisteredTool>;
  /** Who asked which tool for links, by what comes back with them. */
  requests: TtlMap<{ visit: Visit; clientId: string }>;
  catalog: CourseCatalog;
  links: CourseLinks;
  noticeHandlers: NoticeHandlers;
  signingKey: { kid: string; privateKey: KeyObject | webcrypto.CryptoKey };
  now: () => Date;
}
