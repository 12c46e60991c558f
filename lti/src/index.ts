export { type Invitation, invite } from './admin/invite';
export { type ListedDeployment, listDeployments } from './admin/listDeployments';
export { type ResealedSecrets, resealSecrets } from './admin/resealSecrets';
export { type RotatedToolKey, rotateToolKey } from './admin/rotateToolKey';
export { setDeploymentStatus } from './admin/setDeploymentStatus';
export { type EncryptionKeys, KeyRing } from './KeyRing';
export { ltiModule as default } from './module';
export { readKeyList } from './readKeyList';
export { type DeploymentToRegister, registerDeployment } from './registerDeployment';
