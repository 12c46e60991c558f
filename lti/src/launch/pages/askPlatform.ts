/**
 * Script that defines `askPlatform(storage, message, timeoutMs)`: sends a message to the frame of the LMS that stores
 * data for tools, and resolves to its answer, or to null without such a frame, after the timeout, or on an error.
 *
 * LTI client-side postMessages 0.1: the message is sent to the OIDC origin alone, and an answer is accepted from there
 * alone, with the subject and the id of the message. Some mobile apps name a frame and never answer.
 */
export const ASK_PLATFORM = `
const askPlatform = (storage, message, timeoutMs) => new Promise((resolve) => {
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
  const timer = setTimeout(done, timeoutMs, null);
  addEventListener('message', listen);
  frame.postMessage({ ...message, message_id }, storage.origin);
});`;
