import { offerCourseLinks } from '@aimline/plugin-interventions-common/deepLinking';
import { route, staff } from '@aimline/plugin-interventions-node';
import { offerLinks } from './offerLinks';

export const courseLinkRoutes = [
  route(offerCourseLinks, {
    allow: staff,
    handle: (uow) => offerLinks(uow),
  }),
];
