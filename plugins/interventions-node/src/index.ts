export type { Role } from '@aimline/plugin-interventions-common/roles';
export type { Actor, ActorResolver } from './actor';
export type { EventSink } from './eventSink';
export { type InterventionsExtensionPoint, interventionsExtensionPoint } from './extensionPoint';
export type { CopiedCourse, CourseMember, PersonKind, Roster, RosterPerson, RosterReading } from './roster';
export { type Route, route } from './route';
export { type ActingUnitOfWork, coordinator, type Rule, type Subject } from './rule';
export { provenTenantId, type TenantId } from './tenantId';
export type { TransactionOptions, Tenants, UnitOfWork } from './unitOfWork';
