import { z } from 'zod';
import { NOTICE_HANDLERS_SCOPE } from '../platforms/scopes';

/** The notice that a course was copied: the only one that Aimline requests. */
export const COPY_NOTICE = 'LtiContextCopyNotice';

/**
 * The claim `platformnotificationservice`, parsed to the address where copy notices can be requested; undefined when
 * the platform does not offer them, or not to us (LTI Platform Notification Service 1.0). Other fields are ignored.
 */
export const NoticeService = z
  .object({
    platform_notification_service_url: z.url({ protocol: /^https?$/ }).max(2000),
    service_versions: z.array(z.string().max(100)).max(20).default(['1.0']),
    scope: z.array(z.string().max(500)).max(20).default([NOTICE_HANDLERS_SCOPE]),
    notice_types_supported: z.array(z.string().max(100)).max(50).default([]),
  })
  .transform(({ platform_notification_service_url: url, service_versions, scope, notice_types_supported }) =>
    service_versions.includes('1.0') &&
    scope.includes(NOTICE_HANDLERS_SCOPE) &&
    notice_types_supported.includes(COPY_NOTICE)
      ? url
      : undefined,
  );
