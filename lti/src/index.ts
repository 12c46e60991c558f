export { ltiModule as default } from './module';
export { type DeploymentToRegister, registerDeployment } from './registerDeployment';
