/**
 * Selects the text of a field and puts it on the clipboard.
 *
 * @returns false where the browser lets a page in a frame do neither way; the text is selected then.
 */
export async function copyFrom(field: HTMLTextAreaElement): Promise<boolean> {
  field.select();
  // The older way asks for a click alone; the newer one also for leave of the LMS, whose frame this is.
  if (document.execCommand('copy')) return true;
  return navigator.clipboard.writeText(field.value).then(
    () => true,
    () => false,
  );
}
