import type { IncomingHttpHeaders } from 'node:http';

/** The target of the link with the relation `rel` in the Link headers of a page (RFC 8288); null without one. */
export function linkTo(rel: 'next' | 'differences', { link = [] }: IncomingHttpHeaders, page: URL): URL | null {
  const named = new RegExp(`;\\s*rel\\s*=\\s*"?(?:[^";]*\\s)?${rel}(?=[\\s";,]|$)`, 'i');
  for (const [, target = '', parameters = ''] of [link]
    .flat()
    .join(', ')
    .matchAll(/<([^>]*)>([^<]*)/g)) {
    if (named.test(parameters) && URL.canParse(target, page.href)) return new URL(target, page);
  }
  return null;
}
