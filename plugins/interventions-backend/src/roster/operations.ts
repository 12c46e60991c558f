/** The operations on the roster that other features may call. */
export { linkIdentity } from './linkIdentity';
export { mergePeople } from './mergePeople';
export { setNameSources } from './nameSources';
export { recordContactAddresses } from './recordContactAddresses';
export { recordCourse } from './recordCourse';
export { recordStudentContacts } from './recordStudentContacts';
export { setContactLanguages } from './setContactLanguages';
