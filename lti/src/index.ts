export { accessRoutes } from './access/routes';
export { approveCoordinator, type ListedCoordinator, listCoordinators } from './admin/coordinators';
export { type Invitation, invite } from './admin/invite';
export { type ListedDeployment, listDeployments } from './admin/listDeployments';
export { type RotatedToolKey, rotateToolKey } from './admin/rotateToolKey';
export { setDeploymentStatus } from './admin/setDeploymentStatus';
export { ltiModule as default } from './module';
export { type DeploymentToRegister, registerDeployment } from './registerDeployment';
