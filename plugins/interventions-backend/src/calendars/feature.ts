import { feature } from '@aimline/plugin-interventions-node';
import { calendarRoutes } from './routes';

/** Schools with their rooms, and the days on which they are closed. */
export const calendarsFeature = feature({ name: 'calendars', routes: calendarRoutes });
