import { createMemoryHistory, createRootRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { definePage } from '@aimline/plugin-interventions/frame/page';
import type { PageContext } from '@aimline/plugin-interventions/launch/prefetch';
import { ApiError } from '@aimline/plugin-interventions-common/client';
import type { LaunchSession } from '@aimline/plugin-interventions-common/launchSession';
import { expect, test } from '@jest/globals';
import { pageRoutes } from './pageRoutes';

const INTERVENTION = '/interventions/$interventionId';

/** Opens an address in a session; returns the pages that were loaded, and the status of refusals. */
async function open(address: string, session: Partial<LaunchSession>) {
  const loaded: [string, object][] = [];
  const load = (path: string) => (_: PageContext, address: object) => {
    loaded.push([path, address]);
    return Promise.resolve();
  };
  const component = lazyRouteComponent(() => Promise.resolve({ default: () => null }));
  const pages = [
    definePage({ parent: INTERVENTION, path: '/notes', action: 'progress.list', load: load('notes'), component }),
    definePage({ parent: INTERVENTION, path: '/', load: load('overview'), component }),
    definePage({ path: INTERVENTION, action: 'intervention.read', load: load('intervention'), component }),
    definePage({
      path: '/audit',
      search: ({ entity }) => ({ entity: entity === 'room' ? 'room' : undefined }),
      load: load('audit'),
      component,
    }),
    definePage({
      path: '/deep-link',
      isThere: ({ deepLinking }) => deepLinking !== null,
      load: load('link'),
      component,
    }),
  ];
  const root = createRootRoute();
  const router = createRouter({
    // TypeScript sees two declarations of the router's types: that of the CommonJS module, and that of the app's ES
    // module
    routeTree: root.addChildren(pageRoutes(pages, root as never) as never) as never,
    isServer: false,
    origin: 'https://aimline.test',
    context: { launch: { session } } as never,
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  await router.load();
  const refusals = router.state.matches.flatMap(({ error }) => (error instanceof ApiError ? [error.status] : []));
  return { loaded, refusals };
}

const params = { interventionId: 'i1' };

test('a section is loaded together with its parent page, with the parameters of both', async () => {
  const actions = ['intervention.read', 'progress.list'];
  expect(await open('/interventions/i1/notes', { actions })).toEqual({
    loaded: [
      ['intervention', { params, search: {} }],
      ['notes', { params, search: {} }],
    ],
    refusals: [],
  });
  expect((await open('/interventions/i1', { actions })).loaded.map(([page]) => page)).toEqual([
    'intervention',
    'overview',
  ]);
});

test('a page that the user may not open is refused with 403 and loads nothing', async () => {
  expect(await open('/interventions/i1', { actions: ['progress.list'] })).toEqual({ loaded: [], refusals: [403] });
  expect(await open('/interventions/i1/notes', { actions: ['intervention.read'] })).toEqual({
    loaded: [['intervention', { params, search: {} }]],
    refusals: [403],
  });
});

test('a page that does not exist in the launch is not found', async () => {
  expect(await open('/deep-link', { actions: [], deepLinking: null })).toEqual({ loaded: [], refusals: [404] });
  const choosing = { acceptMultiple: true, title: null };
  expect(await open('/deep-link', { actions: [], deepLinking: choosing })).toEqual({
    loaded: [['link', { params: {}, search: {} }]],
    refusals: [],
  });
});

test('a page receives only the search parameters that fit', async () => {
  const search = async (address: string) => (await open(address, { actions: [] })).loaded[0]![1];
  expect(await search('/audit?entity=room')).toEqual({ params: {}, search: { entity: 'room' } });
  expect(await search('/audit?entity=3')).toEqual({ params: {}, search: {} });
});
