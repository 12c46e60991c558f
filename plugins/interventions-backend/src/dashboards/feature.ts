import { feature } from '@aimline/plugin-interventions-node';
import { dashboardRoutes } from './routes';

export const dashboardsFeature = feature({ name: 'dashboards', routes: dashboardRoutes });
