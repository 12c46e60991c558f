import { JSONParser, TokenType } from '@streamparser/json';

/**
 * The maximum number of bytes without a complete member: far above a member with names, roles and custom claims, and
 * above all text around the members.
 */
const MAX_BYTES_BETWEEN_MEMBERS = 200_000;

/**
 * Parses one page of a membership container (Names and Role Provisioning Services 2.0) as it arrives, and yields the
 * members of each chunk together: a page of any length needs the memory of one chunk and one member.
 *
 * @throws Error when the page is not JSON, is truncated, has no list of members, or a member is too large.
 */
export async function* parseMembers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<unknown[]> {
  let members: unknown[] = [];
  let bytesSinceMember = 0;
  const parser = new JSONParser({ paths: ['$.members.*'], keepStack: false });
  const hasMembers = watchForMembers(parser);
  parser.onValue = ({ value, parent }) => {
    if (!Array.isArray(parent)) return;
    members.push(value);
    bytesSinceMember = 0;
  };
  for await (const chunk of chunks) {
    bytesSinceMember += chunk.byteLength;
    expectJson(() => parser.write(chunk));
    if (bytesSinceMember > MAX_BYTES_BETWEEN_MEMBERS) throw unreadable('a member is too large');
    if (members.length > 0) yield members;
    members = [];
  }
  if (!parser.isEnded) expectJson(() => parser.end());
  if (!hasMembers()) throw unreadable('it has no list of members');
}

/** Hides the parser's message, which quotes the invalid text and may contain personal data. */
function expectJson(parse: () => void): void {
  try {
    parse();
  } catch {
    throw unreadable('it is not complete JSON');
  }
}

function unreadable(reason: string): Error {
  return new Error(`A page of the list of members cannot be read: ${reason}.`);
}

/** Watches the parser for an array `members` in the outermost object, which may be empty. */
function watchForMembers(parser: JSONParser): () => boolean {
  let depth = 0;
  let key: unknown;
  let outermost: TokenType | undefined;
  let found = false;
  parser.onToken = ({ token, value }) => {
    outermost ??= token;
    if (token === TokenType.LEFT_BRACKET && depth === 1 && key === 'members') found = true;
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth += 1;
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth -= 1;
    else if (token === TokenType.STRING && depth === 1) key = value;
  };
  return () => found && outermost === TokenType.LEFT_BRACE;
}
