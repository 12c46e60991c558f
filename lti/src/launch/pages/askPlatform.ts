/**
 * Defines, in a page's script, `askPlatform(storage, message, patienceMs)`: sends a message to the frame of the LMS that
 * keeps data, and resolves to its answer; to null when there is no such frame, no answer in time, or an error.
 *
 * LTI client-side postMessages 0.1: the message goes to the OIDC origin alone, and an answer counts when it comes from
 * there, with the subject and the id of the question. Some apps for telephones name a frame and never answer.
 */
export const ASK_PLATFORM = `
const askPlatform = (storage, message, patienceMs) => new Promise((resolve) => {
  const lms = parent === self ? opener : parent;
  if (!storage.target || !lms) return resolve(null);
  let frame = lms;
  try { frame = storage.target === '_parent' ? lms : lms.frames[storage.target] ?? lms; } catch {}
  const message_id = crypto.randomUUID();
  const done = (answer) => { clearTimeout(timer); removeEventListener('message', listen); resolve(answer); };
  const listen = ({ origin, data: answer }) => {
    if (origin !== storage.origin || answer?.message_id !== message_id) return;
    if (answer.subject === message.subject + '.response') done(answer.error ? null : answer);
  };
  const timer = setTimeout(done, patienceMs, null);
  addEventListener('message', listen);
  frame.postMessage({ ...message, message_id }, storage.origin);
});`;
