/**
 * The platform's side of LTI platform storage 0.1 and client-side postMessages 0.1: stores a little data for the tool while
 * the page is open, and answers only messages from the tool's origin.
 */
export function storageScript(toolOrigin: string): string {
  return `
const toolOrigin = ${JSON.stringify(toolOrigin)};
const stored = new Map();
const MAX_KEYS = 500;
const MAX_VALUE_LENGTH = 4096;
const subjects = {
  'lti.capabilities': () => ({
    supported_messages: Object.keys(subjects).map((subject) => ({ subject, frame: name || '_parent' })),
  }),
  'lti.put_data': ({ key, value }) => {
    if (typeof value === 'string' && value.length > MAX_VALUE_LENGTH) return { error: { code: 'bad_request', message: 'The value is too long.' } };
    if (!stored.has(key) && stored.size === MAX_KEYS) return { error: { code: 'storage_exhausted', message: 'There are too many keys.' } };
    if (value === null || value === undefined) stored.delete(key);
    else stored.set(key, String(value));
    return { key, value };
  },
  'lti.get_data': ({ key }) => ({ key, value: stored.get(key) ?? null }),
};
addEventListener('message', ({ origin, source, data }) => {
  if (origin !== toolOrigin || typeof data?.subject !== 'string' || typeof data.message_id !== 'string') return;
  const answer = !Object.hasOwn(subjects, data.subject)
    ? { error: { code: 'unsupported_subject', message: 'The platform does not support this subject.' } }
    : data.subject !== 'lti.capabilities' && typeof data.key !== 'string'
      ? { error: { code: 'bad_request', message: 'The key is missing.' } }
      : subjects[data.subject](data);
  source.postMessage({ subject: data.subject + '.response', message_id: data.message_id, ...answer }, toolOrigin);
});
`;
}
