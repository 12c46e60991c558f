import type { People, Roster, Tenants } from '@aimline/plugin-interventions-node';
import type { Knex } from 'knex';
import type { LtiGateway } from './gateway/LtiGateway';
import type { NoticeHandlers } from '../services/notices/NoticeHandlers';
import type { CourseRosters } from '../services/roster/CourseRosters';
import type { LaunchLimits } from './LaunchLimits';

/** What taking a launch needs. */
export interface LaunchTools {
  knex: Knex;
  tenants: Tenants;
  people: People;
  roster: Roster;
  courseRosters: CourseRosters;
  noticeHandlers: NoticeHandlers;
  gateway: LtiGateway;
  limits: LaunchLimits;
  toolOrigin: string;
  now: () => Date;
}
