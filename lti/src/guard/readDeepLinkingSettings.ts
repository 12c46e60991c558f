import { z } from 'zod';
import type { Check } from './checks';
import { claimText, identifier } from './claimText';
import { LaunchRefusedError } from './LaunchRefusedError';

/** The only type of content that Aimline offers: a link that launches it. */
const LINK = 'ltiResourceLink';

/** LTI Deep Linking 2.0, section 4.4.1. Other settings are ignored. */
const DeepLinkingSettings = z.object({
  deep_link_return_url: identifier(2000),
  accept_types: z.array(z.string().max(100)).max(20),
  accept_presentation_document_targets: z.array(z.string().max(100)).max(20),
  // Both are optional: an invalid value is ignored.
  accept_multiple: z.boolean().optional().catch(undefined),
  title: claimText.optional().catch(undefined),
  data: z.string().optional(),
});

/** By setting, the check that fails when its type is wrong; `deep_linking_settings` for those not listed here. */
const CHECK_OF_SETTING: Readonly<Record<string, Check>> = {
  deep_link_return_url: 'deep_linking_return',
  accept_types: 'deep_linking_types',
};

/** A platform's request for links to put into a course. */
export interface DeepLinkingRequest {
  /** Where the browser posts the answer. */
  returnUrl: string;
  acceptMultiple: boolean;
  /** The title that the platform suggests for the link; null without one. */
  title: string | null;
  /** Whether the platform can open the links only in a new window. */
  windowOnly: boolean;
  /**
   * The platform's `data`, to be returned unchanged; as JSON text, since jsonb cannot store NUL or half a surrogate
   * pair.
   */
  dataJson: string | null;
}

/**
 * @param settings the claim `deep_linking_settings`.
 * @throws LaunchRefusedError deep_linking_settings, deep_linking_return, deep_linking_types when the platform accepts
 *   no links to a tool.
 */
export function readDeepLinkingSettings(settings: unknown): DeepLinkingRequest {
  const parsed = DeepLinkingSettings.safeParse(settings);
  if (!parsed.success) {
    throw new LaunchRefusedError(CHECK_OF_SETTING[String(parsed.error.issues[0]?.path[0])] ?? 'deep_linking_settings');
  }
  const { deep_link_return_url, accept_types, accept_presentation_document_targets, ...rest } = parsed.data;
  if (!accept_types.includes(LINK)) throw new LaunchRefusedError('deep_linking_types');
  return {
    returnUrl: deep_link_return_url,
    acceptMultiple: rest.accept_multiple ?? false,
    title: rest.title ?? null,
    windowOnly:
      accept_presentation_document_targets.includes('window') &&
      !accept_presentation_document_targets.includes('iframe'),
    dataJson: rest.data === undefined ? null : JSON.stringify(rest.data),
  };
}
