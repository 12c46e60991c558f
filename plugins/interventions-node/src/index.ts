export type { ActorRole, Role } from '@aimline/plugin-interventions-common/roles';
export type { Actor, ActorResolver } from './actor';
export { describeFailure } from './describeFailure';
export {
  FieldError,
  type FieldProblem,
  StatusError,
  TooManyRequestsError,
  UnknownReferenceError,
  UnprocessableContentError,
} from './errors';
export type { EventSink } from './eventSink';
export { type Constraints, type Feature, feature, type Purge } from './feature';
export { type InterventionsExtensionPoint, interventionsExtensionPoint } from './extensionPoint';
export { type Html, html } from './html';
export { AddressRefusedError } from './outbound/AddressRefusedError';
export { expectPublicUrl, type OutboundPolicy, type Resolve } from './outbound/expectPublicUrl';
export { isPublicAddress } from './outbound/publicAddress';
export { requestJson } from './outbound/requestJson';
export { type PublicRequest, requestPublic } from './outbound/requestPublic';
export { expectSafeUrl, isLocalUrl, isSafeUrl } from './outbound/safeUrl';
export type { Job, JobRun, Jobs } from './job';
export type { IdentifiedPerson, KnownCourse, KnownPerson, KnownAdult, People } from './people';
export type { CopiedCourse, CourseMember, Mentored, PersonKind, Roster, RosterPerson, RosterSync } from './roster';
export type { OnBehalfOf } from './onBehalfOf';
export { networkOf } from './limits/networkOf';
export { RateLimit } from './limits/RateLimit';
export {
  type ActorRoute,
  type InsideRoute,
  isActorRoute,
  type Outside,
  type OutsideRoute,
  type Public,
  type PublicRoute,
  publicRoute,
  type Route,
  route,
} from './route';
export {
  type ActingUnitOfWork,
  anyOf,
  type AccessRequest,
  atSchool,
  caregiver,
  coordinator,
  type Grant,
  integration,
  reasonOf,
  type Rule,
  type Scope,
  staff,
  type Subject,
} from './rule';
export { LinkSecrets, type SignedLink } from './secrets/LinkSecrets';
export { type PageBindings, readPage, unknownCursor, WHOLE_LIST } from './page';
export type { Schedule, ScheduledSession, SessionsToFind } from './schedule';
export { type BearerSecret, mintBearerSecret, readAuthorization, readBearerSecret } from './secrets/bearerSecret';
export { type EncryptionKeys, KeyRing } from './secrets/KeyRing';
export { type ResealedSecrets, resealSecrets, type SealedSecret, type SealedSecrets } from './secrets/resealSecrets';
export { readEncryptionKeys, readKeyList } from './secrets/readEncryptionKeys';
export { hashOf, randomSecret, SECRET } from './secrets/randomSecret';
export { rowOf, type SubjectSource, type SubjectSources } from './subject';
export { provenTenantId, type TenantId } from './tenantId';
export type { TransactionOptions, Tenants, UnitOfWork } from './unitOfWork';
