import { progressNoted } from '@aimline/plugin-interventions-common/progress';
import { feature } from '@aimline/plugin-interventions-node';
import { progressRoutes } from './routes';

export const progressFeature = feature({ name: 'progress', routes: progressRoutes, events: [progressNoted] });
