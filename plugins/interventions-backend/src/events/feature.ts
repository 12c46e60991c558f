import { type Feature, feature } from '@aimline/plugin-interventions-node';
import type { FeatureTools } from '../FeatureTools';
import { eventsServiceSink } from './eventsServiceSink';
import { purgeEvents } from './purgeEvents';
import { eventRoutes } from './routes';

export const createEventsFeature = ({ eventsService }: FeatureTools): Feature =>
  feature({
    name: 'events',
    routes: eventRoutes,
    purges: [purgeEvents],
    eventSinks: [eventsServiceSink(eventsService)],
  });
