import { StatusError } from '@aimline/plugin-interventions-node';
import { CHECKS } from '../../guard/checks';
import type { LaunchRefusedError } from '../../guard/LaunchRefusedError';

/** A delivery of notices that was refused because one of them failed a check; none of them is recorded. */
export class NoticeRefusedError extends StatusError {
  override readonly name = 'NoticeRefusedError';
  readonly statusCode: number;

  /** @param position of the notice in the delivery, from 1. */
  constructor(position: number, refusal: LaunchRefusedError) {
    super(`Notice ${position} failed the check "${refusal.check}". No notice was accepted.`, { cause: refusal });
    this.statusCode = CHECKS[refusal.check].status;
  }
}
