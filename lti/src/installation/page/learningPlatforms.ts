import type { ToolAddresses } from '../toolAddresses';

/** The endpoints of a platform, as stored in `lti_registration`. */
export interface PlatformEndpoints {
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  tokenAudience?: string;
  jwksUri: string;
}

/** The instructions to install Aimline in one kind of LMS. */
export interface LearningPlatform {
  name: string;
  /** Where the LMS accepts a registration link (LTI Dynamic Registration 1.0); null when it does not. */
  registersAt: string | null;
  /** The steps of an installation by hand. */
  steps: readonly string[];
  values: (tool: ToolAddresses) => readonly (readonly [label: string, value: string])[];
  /** The privacy setting to choose in the LMS: a stricter one hides names, and Aimline needs nothing beyond it. */
  privacy: string;
  /**
   * The endpoints of the LMS: the same for all customers, a function of the site's address, or null when the
   * administrator enters each one. Client id and deployment id are entered after the installation in every case.
   */
  endpoints: PlatformEndpoints | ((site: string) => PlatformEndpoints) | null;
}

const byHand = (tool: ToolAddresses): [string, string][] => [
  ['Login initiation URL', tool.loginUri],
  ['Redirect URI', tool.redirectUri],
  ['Target link URI', tool.targetLinkUri],
  ['Public keyset URL', tool.jwksUri],
];

/** The kinds of LMS, by the key in the address of the install page. */
export const LEARNING_PLATFORMS = {
  canvas: {
    name: 'Canvas',
    registersAt: 'Admin, Developer Keys, “+ Developer Key”, “+ LTI Registration”',
    steps: [
      'Go to Admin, Developer Keys, “+ Developer Key”, “+ LTI Key”, and choose the method “Enter URL”.',
      'Enter the configuration URL and the redirect URI, save, and switch the key on. Its number is the client ID.',
      'Go to Settings, Apps, “+ App”, “By Client ID”, and enter the number. The menu of the app shows the deployment ID.',
      'Teachers can now add links to pages of Aimline: in a module by “+”, “External tool”, and in an assignment.',
    ],
    values: (tool) => [
      ['Configuration URL', tool.canvasConfigurationUri],
      ['Configuration URL, with caregivers', `${tool.canvasConfigurationUri}?caregivers=yes`],
      ['Redirect URI', tool.redirectUri],
    ],
    privacy:
      'Privacy level “Name only”. The configuration with caregivers also shows Aimline to observers, and tells it whom they observe.',
    endpoints: {
      issuer: 'https://canvas.instructure.com',
      authorizationEndpoint: 'https://sso.canvaslms.com/api/lti/authorize_redirect',
      tokenEndpoint: 'https://sso.canvaslms.com/login/oauth2/token',
      jwksUri: 'https://sso.canvaslms.com/api/lti/security/jwks',
    },
  },
  schoology: {
    name: 'Schoology',
    registersAt: null,
    steps: [
      'Go to App Center, My Developer Apps, Add App, and choose LTI 1.3.',
      'Enter the values below, and switch on Deep Linking and Names and Roles. Under “Can be installed for”, choose course material.',
      'Install the app for your organization. Options, API Info shows the client ID.',
      'In the organization’s apps, Configure shows the deployment ID.',
    ],
    values: (tool) => [
      ['Domain/URL', tool.targetLinkUri],
      ['OIDC Login Init URL', tool.loginUri],
      ['Redirect URLs', tool.redirectUri],
      ['JWKS URL', tool.jwksUri],
    ],
    privacy: 'Send name. Leave e-mail and username off.',
    endpoints: {
      issuer: 'https://schoology.schoology.com',
      authorizationEndpoint: 'https://lti-service.svc.schoology.com/lti-service/authorize-redirect',
      tokenEndpoint: 'https://lti-service.svc.schoology.com/lti-service/access-token',
      jwksUri: 'https://lti-service.svc.schoology.com/lti-service/.well-known/jwks',
    },
  },
  moodle: {
    name: 'Moodle',
    registersAt: 'Site administration, Plugins, External tool, Manage tools, “Tool URL”; then activate the tool there',
    steps: [
      'Go to Site administration, Plugins, External tool, Manage tools, “configure a tool manually”.',
      'Choose LTI 1.3 with a keyset URL, enter the values below, and use Names and Role Provisioning to retrieve members.',
      'Switch on “Supports Deep Linking (Content-Item Message)”, so that teachers can choose a page of Aimline with “Select content”.',
      'The magnifying glass of the tool shows the client ID and the deployment ID.',
    ],
    values: (tool) => [
      ['Tool URL', tool.targetLinkUri],
      ['Public keyset', tool.jwksUri],
      ['Initiate login URL', tool.loginUri],
      ['Redirection URI(s)', tool.redirectUri],
    ],
    privacy: 'Share the launcher’s name: always. Share the e-mail: never.',
    endpoints: (site) => ({
      issuer: site,
      authorizationEndpoint: `${site}/mod/lti/auth.php`,
      tokenEndpoint: `${site}/mod/lti/token.php`,
      jwksUri: `${site}/mod/lti/certs.php`,
    }),
  },
  brightspace: {
    name: 'Brightspace',
    registersAt: 'Admin Tools, Manage Extensibility, LTI Advantage, Register Tool, Dynamic',
    steps: [
      'Go to Admin Tools, Manage Extensibility, LTI Advantage, Register Tool, Standard, and enter the values below.',
      'Switch on Deep Linking, Names and Role Provisioning Services, and the Platform Notification Service. The client ID is shown after you press Register.',
      'View Deployments, New Deployment: share the name, switch on the Context Copy Notice, and choose the org units. The deployment ID is shown.',
      'In the deployment, View Links, New Link: one of the type “Basic Launch”, and one “Deep Linking Quicklink” for teachers who add content.',
    ],
    values: (tool) => [
      ['Domain', new URL(tool.targetLinkUri).origin],
      ['Redirect URLs', tool.redirectUri],
      ['OpenID Connect Login URL', tool.loginUri],
      ['Target Link URI', tool.targetLinkUri],
      ['Keyset URL', tool.jwksUri],
    ],
    privacy: 'Security settings of the deployment: first name and last name. Leave e-mail and user name off.',
    endpoints: (site) => ({
      issuer: site,
      authorizationEndpoint: `${site}/d2l/lti/authenticate`,
      tokenEndpoint: 'https://auth.brightspace.com/core/connect/token',
      tokenAudience: 'https://api.brightspace.com/auth/token',
      jwksUri: `${site}/d2l/.well-known/jwks`,
    }),
  },
  blackboard: {
    name: 'Blackboard',
    registersAt: null,
    steps: [
      'Register the tool at developer.blackboard.com with the values below. The application ID is the client ID.',
      'In Administrator Panel, LTI Tool Providers, “Register LTI 1.3 Tool”, enter the client ID.',
      'Allow role and name, and Membership Service access. The deployment ID is shown there.',
      'Under Manage Placements, create a “Course tool”, and a “Deep Linking content tool” for teachers who add content.',
    ],
    values: byHand,
    privacy: 'Send role and name; leave e-mail off.',
    endpoints: null,
  },
  sakai: {
    name: 'Sakai',
    registersAt: 'Administration Workspace, External Tools, “Install LTI 1.x Tool”, “Use LTI Advantage Auto Provision”',
    steps: [
      'Go to Administration Workspace, External Tools, “Install LTI 1.x Tool”, and choose LTI 1.3.',
      'Enter the values below and allow names, the roster, and deep linking. The tool then shows its client ID, deployment ID and endpoints.',
    ],
    values: byHand,
    privacy: 'Send names and provide the roster; leave e-mail off.',
    endpoints: null,
  },
  other: {
    name: 'Another LMS',
    registersAt: 'Where the LMS asks for a registration URL (LTI Dynamic Registration)',
    steps: [
      'Add an LTI 1.3 tool with the values below and the service Names and Role Provisioning, and share names.',
      'Switch on Deep Linking, so that teachers can add links to pages of Aimline to their courses.',
    ],
    values: byHand,
    privacy: 'Share names. Leave e-mail off.',
    endpoints: null,
  },
} as const satisfies Record<string, LearningPlatform>;

export type PlatformKey = keyof typeof LEARNING_PLATFORMS;

/** The platform key in a request; Canvas when it is missing or unknown. */
export function platformKeyOf(value: unknown): PlatformKey {
  return typeof value === 'string' && Object.hasOwn(LEARNING_PLATFORMS, value) ? (value as PlatformKey) : 'canvas';
}

/** Whether the LMS is hosted: all its customers share its endpoints. */
export function isHosted(key: PlatformKey): boolean {
  const { endpoints }: LearningPlatform = LEARNING_PLATFORMS[key];
  return endpoints !== null && typeof endpoints !== 'function';
}
