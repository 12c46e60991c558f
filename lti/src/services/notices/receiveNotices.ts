import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { LaunchRefusedError } from '../../guard/LaunchRefusedError';
import { NoticeRefusedError } from './NoticeRefusedError';
import { receiveNotice } from './receiveNotice';
import { type NoticeTools, type VerifiedNotice, verifyNotice } from './verifyNotice';

const MAX_NOTICES = 50;

const Delivery = z.object({
  notices: z
    .array(
      z.object({
        jwt: z
          .string()
          .max(20_000)
          .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      }),
    )
    .max(MAX_NOTICES),
});

/**
 * Receives a delivery of notices (LTI Platform Notification Service 1.0): accepts all of them, or none when one cannot
 * be verified. A notice that was accepted before is accepted again, without effect.
 *
 * @param address of the sender; each notice counts towards its rate limit.
 * @returns the number of notices accepted.
 * @throws InputError when the delivery cannot be read; NoticeRefusedError with the check that a notice failed.
 */
export async function receiveNotices(tools: NoticeTools, body: unknown, address: string): Promise<{ taken: number }> {
  const delivery = Delivery.safeParse(body);
  if (!delivery.success) {
    throw new InputError(
      `Expected a JSON body such as {"notices": [{"jwt": "…"}]} with at most ${MAX_NOTICES} notices.`,
    );
  }
  const verified: VerifiedNotice[] = [];
  for (const { jwt } of delivery.data.notices) {
    const notice = await verifyNotice(tools, jwt, address).catch((error: unknown) => {
      throw error instanceof LaunchRefusedError ? new NoticeRefusedError(verified.length + 1, error) : error;
    });
    verified.push(notice);
  }
  for (const notice of verified) await receiveNotice(tools, notice);
  return { taken: verified.length };
}
