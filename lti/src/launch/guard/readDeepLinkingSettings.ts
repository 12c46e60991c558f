import { z } from 'zod';
import type { Check } from './checks';
import { claimText, identifier } from './claimText';
import { LaunchRefusedError } from './LaunchRefusedError';

/** The one type of content that Aimline offers: a link that launches it. */
const LINK = 'ltiResourceLink';

/** LTI Deep Linking 2.0, section 4.4.1. All else is ignored. */
const DeepLinkingSettings = z.object({
  deep_link_return_url: identifier(2000),
  accept_types: z.array(z.string().max(100)).max(20),
  accept_presentation_document_targets: z.array(z.string().max(100)).max(20),
  // Both are optional: what cannot be read counts as no.
  accept_multiple: z.boolean().optional().catch(undefined),
  title: claimText.optional().catch(undefined),
  data: z.string().optional(),
});

/** The check that a setting of the wrong type fails; one not named here fails `deep_linking_settings`. */
const CHECK_OF_SETTING: Readonly<Record<string, Check>> = {
  deep_link_return_url: 'deep_linking_return',
  accept_types: 'deep_linking_types',
};

/** What a platform asks for that wants links for a course. */
export interface DeepLinkingRequest {
  /** Where the answer goes, by a form of the browser. */
  returnUrl: string;
  acceptMultiple: boolean;
  /** What the platform would call the link; null when it does not say. */
  title: string | null;
  /** Whether the links can only be opened in a window of their own. */
  windowOnly: boolean;
  /** To be sent back unread and unchanged, as JSON text: jsonb keeps neither NUL nor half a character. */
  dataJson: string | null;
}

/**
 * @param settings the claim `deep_linking_settings`.
 * @throws LaunchRefusedError deep_linking_settings, deep_linking_return, deep_linking_types when the platform takes no links
 *   to a tool.
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
