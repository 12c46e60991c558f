/** Hands a file to the browser, which saves it where it saves what people download. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // not at once: the browser has only been asked to begin
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
