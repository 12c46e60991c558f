/**
 * Selects the text of a field and copies it to the clipboard.
 *
 * @returns false when the browser allows neither way to a page in a frame; the text is still selected.
 */
export async function copyFrom(field: HTMLTextAreaElement): Promise<boolean> {
  field.select();
  // `execCommand` is deprecated, but only needs a click; the clipboard API also needs the LMS to allow it in its frame.
  if (document.execCommand('copy')) return true;
  return navigator.clipboard.writeText(field.value).then(
    () => true,
    () => false,
  );
}
