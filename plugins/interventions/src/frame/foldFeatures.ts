import type { Endpoints } from '@aimline/plugin-interventions-common/endpoints';
import type { UiFeature } from '../feature';
import type { Words } from '../words/Words';
import { type Page, pathOf } from './page';
import type { Frame } from './FrameContext';
import type { NavigationEntry } from './navigation';

/** All features as one value. */
export interface FoldedFeatures extends Frame {
  endpoints: Endpoints;
  pages: readonly Page[];
}

/**
 * Combines the features into one value, with the words in the language that is set now. The navigation is sorted by its
 * order, ties in the order of the list.
 *
 * @throws {Error} when two features share a path, an action or the words for one code, and when a page or a link leads
 * nowhere
 */
export function foldFeatures(features: readonly UiFeature[]): FoldedFeatures {
  const endpoints = union(
    'the action',
    features.map((feature) => feature.endpoints),
  );
  const pages = features.flatMap((feature) => feature.pages);
  const navigation = features.flatMap((feature) => feature.navigation).toSorted((a, b) => a.order - b.order);
  expectPagesFit(pages, endpoints);
  expectLinksLead(navigation, pages);
  const texts = (what: string, kind: Exclude<keyof Words, 'sentences'>) =>
    union(
      what,
      features.map(({ words }) => words[kind]?.() ?? {}),
    );
  return {
    ...{ endpoints, pages, navigation },
    words: {
      actions: texts('words for the action', 'actions'),
      entities: texts('words for the record', 'entities'),
      reasons: texts('words for the reason', 'reasons'),
      events: texts('words for the event', 'events'),
      sentences: union(
        'a sentence for the action',
        features.map(({ words }) => words.sentences ?? {}),
      ),
    },
  };
}

function union<V>(what: string, tables: readonly Readonly<Record<string, V>>[]): Record<string, V> {
  const entries = tables.flatMap((table) => Object.entries(table));
  expectOnce(
    what,
    entries.map(([name]) => name),
  );
  return Object.fromEntries(entries);
}

function expectOnce(what: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`Two features have ${what} "${twice}".`);
}

function expectPagesFit(pages: readonly Page[], endpoints: Endpoints): void {
  const paths = pages.map(pathOf);
  expectOnce('the path', paths);
  for (const page of pages) {
    if (page.parent !== undefined && !paths.includes(page.parent)) {
      throw new Error(`The page "${pathOf(page)}" is a section of "${page.parent}", where there is no page.`);
    }
    if (page.action !== undefined && !(page.action in endpoints)) {
      throw new Error(`The page "${pathOf(page)}" needs the action "${page.action}", which no feature has.`);
    }
  }
}

function expectLinksLead(navigation: readonly NavigationEntry[], pages: readonly Page[]): void {
  const paths = pages.map(pathOf);
  const lost = navigation.find(({ to }) => !paths.includes(to));
  if (lost) throw new Error(`The link "${lost.label()}" leads to "${lost.to}", where there is no page.`);
}
