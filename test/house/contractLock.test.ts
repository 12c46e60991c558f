/** A change of the public contract needs an entry in the changelog. */
import { describe, expect, test } from '@jest/globals';
import { accept, differences, partsOf, unreleasedOf } from './contractLock';

const openApi = (summary: string, action = 'session.list') => ({
  openapi: '3.1.0',
  paths: { '/sessions': { get: { operationId: action, summary } } },
  components: { schemas: { Session: { type: 'object', required: ['sessionId'] } } },
});
const asyncApi = { asyncapi: '3.0.0', components: { messages: { 'session.held': { payload: {} } } } };
const permissions = '| action         | coordinator |\n| -------------- | --- |\n| `session.list` | yes |\n';
const parts = partsOf({ openApi: openApi('List sessions.'), asyncApi, permissions });

const changelog = (entry: string) => `# Changelog

## Unreleased

### Changed

- ${entry}

## 0.1.0

- The first version.
`;

describe('parts of a contract', () => {
  test('are operations, schemas, events, permissions, and what belongs to none of these', () => {
    expect(Object.keys(parts)).toEqual([
      'asyncapi',
      'event session.held',
      'openapi',
      'operation session.list',
      'permission session.list',
      'schema Session',
    ]);
  });

  test('depend neither on the order of keys nor on the width of a table', () => {
    const { components, paths, openapi } = openApi('List sessions.');
    const reordered = { components, paths, openapi };
    const wider = permissions.replaceAll('| yes', '| yes    ');
    expect(partsOf({ openApi: reordered, asyncApi, permissions: wider })).toEqual(parts);
  });

  test('are named where they differ', () => {
    const renamed = partsOf({ openApi: openApi('List sessions.', 'session.find'), asyncApi, permissions });
    expect(differences(parts, renamed)).toEqual([
      '"operation session.find" is new',
      '"operation session.list" was removed',
    ]);
    const reworded = partsOf({
      openApi: openApi('Sessions.'),
      asyncApi,
      permissions: permissions.replace('yes', 'no'),
    });
    expect(differences(parts, reworded)).toEqual([
      '"operation session.list" changed',
      '"permission session.list" changed',
    ]);
  });
});

describe('recording a contract', () => {
  const lock = accept(null, parts, changelog('Sessions have rooms.'));
  const changed = { ...parts, 'operation session.list': 'changed' };

  test('is refused when the changelog says nothing new', () => {
    expect(() => accept(lock, changed, changelog('Sessions have rooms.'))).toThrow(
      /^The public contract changed, but the section "Unreleased" of CHANGELOG.md has not changed since it was recorded:/,
    );
    // an older version's entries and the width of lines say nothing new either
    const elsewhere = changelog('Sessions\n  have rooms.').replace('The first version.', 'The very first version.');
    expect(() => accept(lock, changed, elsewhere)).toThrow(/has not changed/);
  });

  test('is possible with a new entry', () => {
    const recorded = accept(lock, changed, changelog('Sessions have rooms and times.'));
    expect(recorded.parts).toEqual(changed);
    expect(recorded.unreleased).not.toBe(lock.unreleased);
  });

  test('changes nothing when the contract is the recorded one', () => {
    expect(accept(lock, parts, changelog('A bug was fixed.'))).toBe(lock);
  });

  test('needs a section "Unreleased" with an entry', () => {
    expect(() => unreleasedOf('# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- x\n')).toThrow(
      'CHANGELOG.md has no entry in a section "## Unreleased".',
    );
    expect(unreleasedOf('## [Unreleased]\n\n- x\n')).toBe('- x');
  });
});
