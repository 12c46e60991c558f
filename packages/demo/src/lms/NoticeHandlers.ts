import { randomBytes } from 'node:crypto';
import type { Course } from '../courses';
import { districts } from '../districts';
import type { RegisteredTool } from './registeredTool';

/** The address where a tool receives notices for one of its deployments. */
export interface NoticeHandler {
  tool: RegisteredTool;
  deploymentId: string;
  /** An address of the tool. */
  url: string;
}

/** The handlers of notices that tools have registered; forgotten when the practice LMS ends. */
export class NoticeHandlers {
  readonly #handlers = new Map<string, NoticeHandler>();
  /**
   * A random part of the service's address, which makes it new at each start: tools notice that they have to register
   * again.
   */
  readonly #start = randomBytes(6).toString('hex');

  constructor(private readonly origin: string) {}

  /** The address where a tool registers its handlers for a deployment. */
  serviceUrl(deploymentId: string): string {
    return `${this.origin}/deployments/${encodeURIComponent(deploymentId)}/notice-handlers?start=${this.#start}`;
  }

  /** The handler of a deployment; undefined when there is none. */
  of(deploymentId: string): NoticeHandler | undefined {
    return this.#handlers.get(deploymentId);
  }

  set(handler: NoticeHandler): void {
    this.#handlers.set(handler.deploymentId, handler);
  }

  remove(deploymentId: string): void {
    this.#handlers.delete(deploymentId);
  }

  /** The handlers of all deployments in a course: those of its district, and those for all courses. */
  around(course: Course): NoticeHandler[] {
    return [...this.#handlers.values()].filter(
      ({ deploymentId }) =>
        deploymentId === course.district.deploymentId ||
        !districts.some((district) => district.deploymentId === deploymentId),
    );
  }
}
