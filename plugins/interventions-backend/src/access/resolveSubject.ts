import type { Actor, Subject, SubjectSources, UnitOfWork } from '@aimline/plugin-interventions-node';
import { NotFoundError } from '@backstage/errors';
import { visibilityOf } from './visibility';

/**
 * Finds what the ids in a path refer to, all in one round trip, with the facts that rules need.
 *
 * @throws NotFoundError when an id does not exist in the actor's tenant
 */
export async function resolveSubject(
  uow: UnitOfWork,
  actor: Actor,
  sources: SubjectSources,
  ids: Readonly<Record<string, string>>,
): Promise<Subject> {
  const facts = await Promise.all(
    Object.entries(ids).map(async ([name, id]) => {
      const { sql, what } = sources[name]!;
      const [row] = await uow.rows<Subject>(sql, { ...visibilityOf(actor), id });
      if (!row) throw new NotFoundError(`There is no such ${what}.`);
      return row;
    }),
  );
  return Object.assign({}, ...facts, ids) as Subject;
}
