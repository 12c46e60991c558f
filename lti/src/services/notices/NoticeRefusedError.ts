import { StatusError } from '@aimline/plugin-interventions-node';
import { CHECKS } from '../../launch/guard/checks';
import type { LaunchRefusedError } from '../../launch/guard/LaunchRefusedError';

/** A notice that did not pass a check, named by its place in what was sent; none of them is taken. */
export class NoticeRefusedError extends StatusError {
  override readonly name = 'NoticeRefusedError';
  readonly statusCode: number;

  /** @param place of the notice, from 1. */
  constructor(place: number, refusal: LaunchRefusedError) {
    super(`Notice ${place} does not pass the check "${refusal.check}", and none was taken.`, { cause: refusal });
    this.statusCode = CHECKS[refusal.check].status;
  }
}
