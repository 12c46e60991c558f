/**
 * Terminology
 *
 * - **Page**: the next part of a list, in the list's order. A list has any length; a page has at most as many items as
 *   its contract says.
 * - **Cursor**: an opaque text that names the last item of a page. Sent as `after`, it returns the items after that
 *   one, even if items were added or removed in between: nothing is skipped or repeated, except an item whose position
 *   in the order changed, such as a student with a new name. If that
 *   was the item of the cursor, the next page begins at its new position.
 */
import { z } from 'zod';
import { Uuid } from './primitives';

/** The cursor in the query of a list; the first page without it. */
export const PageQuery = z.strictObject({ after: Uuid.optional() });

/** What every page has besides its items. */
const PAGE = {
  /** The cursor of the page after this one; null only when nothing has been read at all. */
  next: z.string().nullable(),
  /** Whether there are more items after this page now. */
  hasMore: z.boolean(),
};

export type Page = z.infer<z.ZodObject<typeof PAGE>>;

/** The schema of one page of a list: `page('sessions', InterventionSession)` is `{ sessions: […], next, hasMore }`. */
export function page<Name extends string, Item extends z.ZodType>(name: Name, item: Item) {
  return z.object({ [name]: z.array(item), ...PAGE } as Record<Name, z.ZodArray<Item>> & typeof PAGE);
}
