import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Registrar, startRegistrar } from '../../../../test/support/startRegistrar';
import { readPlatformConfiguration } from './readPlatformConfiguration';
import { toolRegistration } from './toolRegistration';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await startRegistrar();
});
afterAll(() => registrar.close());

const LINK = { type: 'LtiResourceLinkRequest', target_link_uri: 'https://tool.example/lti/launch', label: 'Aimline' };
const CONTENT = { ...LINK, type: 'LtiDeepLinkingRequest' };

test.each([
  [
    'names its messages alone, as Moodle does',
    { messages_supported: ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'], placements: ['AddContentMenu'] },
    [LINK, CONTENT],
  ],
  [
    'offers the places of Canvas',
    {
      messages_supported: [
        {
          type: 'LtiResourceLinkRequest',
          placements: ['https://canvas.instructure.com/lti/course_navigation', 'account_navigation'],
        },
        {
          type: 'LtiDeepLinkingRequest',
          placements: ['editor_button', 'link_selection', 'assignment_selection', 'homework_submission'],
        },
      ],
    },
    [
      { ...LINK, placements: ['https://canvas.instructure.com/lti/course_navigation'] },
      { ...CONTENT, placements: ['link_selection', 'assignment_selection'] },
    ],
  ],
  [
    'offers the places of the specification',
    { messages_supported: [{ type: 'LtiDeepLinkingRequest', placements: ['ContentArea', 'RichTextEditor', 'Other'] }] },
    [LINK, { ...CONTENT, placements: ['ContentArea', 'RichTextEditor'] }],
  ],
  [
    'offers no place where a link belongs',
    { messages_supported: [{ type: 'LtiDeepLinkingRequest', placements: ['homework_submission'] }] },
    [LINK],
  ],
  ['offers no deep linking', { messages_supported: [{ type: 'LtiResourceLinkRequest' }] }, [LINK]],
  ['does not list messages', {}, [LINK]],
  ['lists them in an unreadable form', { messages_supported: 'all' }, [LINK]],
])('a platform that %s is sent only placements that it offers', async (_kind, configuration, messages) => {
  registrar.behaviour.configuration = {
    'https://purl.imsglobal.org/spec/lti-platform-configuration': configuration,
  };
  const read = await readPlatformConfiguration(registrar.configurationUrl, { allowLoopback: true });
  const request = toolRegistration('https://tool.example', read);
  expect(request['https://purl.imsglobal.org/spec/lti-tool-configuration'].messages).toEqual(messages);
});

const MEMBERSHIPS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';
const NOTICES = 'https://purl.imsglobal.org/spec/lti/scope/noticehandlers';

test.each([
  ['offers notices', ['openid', MEMBERSHIPS, NOTICES], `${MEMBERSHIPS} ${NOTICES}`],
  ['offers none', ['openid', MEMBERSHIPS], MEMBERSHIPS],
  ['does not list scopes', undefined, MEMBERSHIPS],
  ['lists them in an unreadable form', 'all', MEMBERSHIPS],
])('a platform that %s is sent the scopes that go with it', async (_kind, offered, scopes) => {
  registrar.behaviour.configuration = { scopes_supported: offered };
  const read = await readPlatformConfiguration(registrar.configurationUrl, { allowLoopback: true });
  expect(toolRegistration('https://tool.example', read).scope).toBe(scopes);
});
