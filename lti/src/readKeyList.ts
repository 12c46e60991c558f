/** Keys from a setting that separates them by commas, as an environment variable does. */
export function readKeyList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}
