import { randomBytes } from 'node:crypto';
import type { Course } from '../courses';
import { districts } from '../districts';
import type { RegisteredTool } from './registeredTool';

/** Where a tool wants to get its notices, for one deployment of it. */
export interface NoticeHandler {
  tool: RegisteredTool;
  deploymentId: string;
  /** An address of the tool. */
  url: string;
}

/** The handlers of notices that tools have registered; forgotten when the practice LMS ends. */
export class NoticeHandlers {
  readonly #handlers = new Map<string, NoticeHandler>();
  /** Part of the address of the service, so that tools notice that their handlers are forgotten. */
  readonly #start = randomBytes(6).toString('hex');

  constructor(private readonly origin: string) {}

  /** Where a tool registers its handlers for a deployment. */
  serviceUrl(deploymentId: string): string {
    return `${this.origin}/deployments/${encodeURIComponent(deploymentId)}/notice-handlers?start=${this.#start}`;
  }

  /** Of a deployment; undefined when there is none. */
  of(deploymentId: string): NoticeHandler | undefined {
    return this.#handlers.get(deploymentId);
  }

  set(handler: NoticeHandler): void {
    this.#handlers.set(handler.deploymentId, handler);
  }

  remove(deploymentId: string): void {
    this.#handlers.delete(deploymentId);
  }

  /** Those of the deployments that are in a course: that of its district, and those in all courses. */
  around(course: Course): NoticeHandler[] {
    return [...this.#handlers.values()].filter(
      ({ deploymentId }) =>
        deploymentId === course.district.deploymentId ||
        !districts.some((district) => district.deploymentId === deploymentId),
    );
  }
}
