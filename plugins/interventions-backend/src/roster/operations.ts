/** What other features may do to the roster. */
export { linkIdentity } from './linkIdentity';
export { mergePeople } from './mergePeople';
export { setNameSources } from './nameSources';
export { recordContactAddresses } from './recordContactAddresses';
export { recordCourse } from './recordCourse';
export { recordStudentContacts } from './recordStudentContacts';
export { setContactLanguages } from './setContactLanguages';
