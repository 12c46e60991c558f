import { lazyRouteComponent } from '@tanstack/react-router';
import { auditEndpoints } from '@aimline/plugin-interventions-common/auditEndpoints';
import { defineFeature } from '../feature';
import { definePage } from '../frame/page';
import { dateIn, textIn } from '../frame/inSearch';
import { withTimeout } from '../launch/withTimeout';
import { prefetch, prefetchWholeList } from '../launch/prefetch';
import { t } from '../words/i18n';
import { auditPages, type Filter } from './auditPages';

/** The audit trail: who did what, when, and why it was allowed. */
export const auditFeature = defineFeature({
  endpoints: auditEndpoints,
  pages: [
    definePage({
      path: '/audit',
      action: 'audit.search',
      search: ({ actorId, action, entity, studentId, interventionId, beginDate, endDate }): Filter => ({
        ...{ actorId: textIn(actorId), studentId: textIn(studentId), interventionId: textIn(interventionId) },
        ...{ action: textIn(action), entity: textIn(entity) },
        ...{ beginDate: dateIn(beginDate), endDate: dateIn(endDate) },
      }),
      load: (context, { search }) =>
        Promise.all([
          withTimeout(context.queryClient.prefetchInfiniteQuery(auditPages(context.launch.call, search))),
          prefetch(context, 'audit.seals', {}),
          prefetchWholeList(context, 'staff.list', {}),
        ]),
      component: lazyRouteComponent(() => import('./AuditPage'), 'AuditPage'),
    }),
  ],
  navigation: [{ place: 'top', label: () => t('Audit'), to: '/audit', order: 40, action: 'audit.search' }],
  words: {
    actions: () => ({ 'audit.export': t('exported the audit trail') }),
    entities: () => ({ access_refusal: t('Refusal'), audit_export: t('Export of the audit trail') }),
    reasons: () => ({ publicLink: t('by a link') }),
  },
});
