import { feature } from '@aimline/plugin-interventions-node';
import { courseLinkRoutes } from './routes';

export const courseLinksFeature = feature({ name: 'course_links', routes: courseLinkRoutes });
