import { type Feature, feature, rowOf } from '@aimline/plugin-interventions-node';
import type { FeatureTools } from '../FeatureTools';
import { auditRoutes } from './routes';
import { sealingJob } from './sealingJob';

export const createAuditFeature = (tools: FeatureTools): Feature =>
  feature({
    name: 'audit',
    routes: auditRoutes,
    subjects: { exportId: rowOf('audit_export', 'export_id', 'export') },
    jobs: [sealingJob(tools)],
  });
