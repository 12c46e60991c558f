import { SECRET } from '@aimline/plugin-interventions-node';
import { z } from 'zod';
import { LaunchRefusedError } from './LaunchRefusedError';

/** The form that the platform posts, or our recovery page on its behalf (OAuth 2.0 Form Post Response Mode). */
const LaunchForm = z.object({
  state: z.string().regex(SECRET),
  id_token: z
    .string()
    .max(60_000)
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  /** The verifier from the browser's session storage or the LMS's; empty when neither had it. */
  verifier: z.union([z.literal(''), z.string().regex(SECRET)]).optional(),
});
export type LaunchForm = z.infer<typeof LaunchForm>;

const ErrorForm = z.object({ error: z.string().min(1) });

/**
 * @throws LaunchRefusedError login_allowed when the platform sent an error instead of an id_token, token_readable when
 *   the id_token is not a signed token, launch_parameters when anything else is missing or malformed.
 */
export function readLaunchForm(body: unknown): LaunchForm {
  const parsed = LaunchForm.safeParse(body);
  if (parsed.success) return parsed.data;
  if (ErrorForm.safeParse(body).success) throw new LaunchRefusedError('login_allowed');
  const wrong = parsed.error.issues.map((issue) => issue.path[0]);
  throw new LaunchRefusedError(
    wrong.every((field) => field === 'id_token') && wrong.length > 0 ? 'token_readable' : 'launch_parameters',
  );
}
