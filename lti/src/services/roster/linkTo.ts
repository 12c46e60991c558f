import type { IncomingHttpHeaders } from 'node:http';

/** The target of the link with the relation `rel` in the Link headers of a page (RFC 8288); null without one. */
export function linkTo(rel: 'next' | 'differences', { link = [] }: IncomingHttpHeaders, page: URL): URL | null {
  for (const [, target = '', parameters = ''] of [link]
    .flat()
    .join(', ')
    .matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (relationsIn(parameters).includes(rel) && URL.canParse(target, page.href)) return new URL(target, page);
  }
  return null;
}

/** Split rather than matched: a regular expression that allows blanks everywhere takes a second for a long header. */
function relationsIn(parameters: string): string[] {
  return parameters.split(/[;,]/).flatMap((parameter) => {
    const [name = '', value = ''] = parameter.split('=', 2);
    return name.trim().toLowerCase() === 'rel' ? value.replaceAll('"', ' ').trim().toLowerCase().split(/\s+/) : [];
  });
}
