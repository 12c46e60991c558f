/**
 * Terminology
 *
 * - **Page**: the next part of a list, in the list's order; a list is as long as it is, and no page is longer than its
 *   contract says.
 * - **Cursor**: an opaque text that names the last item of a page. Sent as `after`, it returns the items behind that one,
 *   whatever was added or removed meanwhile: nothing is skipped or repeated, unless an item changed its place in the
 *   order, such as a student with a new name. If that was the item of the cursor, the next page begins at its new place.
 */
import { z } from 'zod';
import { Uuid } from './primitives';

/** The cursor in the query of a list; the first page without it. */
export const PageQuery = z.strictObject({ after: Uuid.optional() });

/** What every page has besides its items. */
const PAGE = {
  /** The cursor behind this page; null only when nothing has been read at all. */
  next: z.string().nullable(),
  /** Whether there are more items behind this page now. */
  hasMore: z.boolean(),
};

export type Page = z.infer<z.ZodObject<typeof PAGE>>;

/** The schema of one page of a list: `page('sessions', InterventionSession)` is `{ sessions: […], next, hasMore }`. */
export function page<Name extends string, Item extends z.ZodType>(name: Name, item: Item) {
  return z.object({ [name]: z.array(item), ...PAGE } as Record<Name, z.ZodArray<Item>> & typeof PAGE);
}
