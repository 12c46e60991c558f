import { z } from 'zod';
import { NOTICE_HANDLERS_SCOPE } from '../../platforms/scopes';

/** A course was copied: the one notice that Aimline asks for. */
export const COPY_NOTICE = 'LtiContextCopyNotice';

/**
 * The claim `platformnotificationservice` as the address where copy notices can be asked for; undefined when the platform
 * does not send any, or not to us (LTI Platform Notification Service 1.0). All else is ignored.
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
