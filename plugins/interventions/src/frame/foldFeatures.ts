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
    features.map((feature) => feature.endpoints),
    (action) => new Error(`Two features have the action "${action}".`),
  );
  const pages = features.flatMap((feature) => feature.pages);
  const navigation = features.flatMap((feature) => feature.navigation).toSorted((a, b) => a.order - b.order);
  expectPagesFit(pages, endpoints);
  expectTargetsExist(navigation, pages);
  const texts = (kind: Exclude<keyof Words, 'sentences'>) =>
    union(
      features.map(({ words }) => words[kind]?.() ?? {}),
      (code) => new Error(`Two features have texts for "${code}" in "words.${kind}".`),
    );
  return {
    ...{ endpoints, pages, navigation },
    words: {
      actions: texts('actions'),
      entities: texts('entities'),
      reasons: texts('reasons'),
      events: texts('events'),
      sentences: union(
        features.map(({ words }) => words.sentences ?? {}),
        (action) => new Error(`Two features have a sentence for the action "${action}".`),
      ),
    },
  };
}

function union<V>(
  tables: readonly Readonly<Record<string, V>>[],
  duplicateError: (name: string) => Error,
): Record<string, V> {
  const entries = tables.flatMap((table) => Object.entries(table));
  expectUnique(
    entries.map(([name]) => name),
    duplicateError,
  );
  return Object.fromEntries(entries);
}

function expectUnique(names: readonly string[], duplicateError: (name: string) => Error): void {
  const duplicate = names.find((name, i) => names.indexOf(name) !== i);
  if (duplicate !== undefined) throw duplicateError(duplicate);
}

function expectPagesFit(pages: readonly Page[], endpoints: Endpoints): void {
  const paths = pages.map(pathOf);
  expectUnique(paths, (path) => new Error(`Two features have the path "${path}".`));
  for (const page of pages) {
    if (page.parent !== undefined && !paths.includes(page.parent)) {
      throw new Error(`The page "${pathOf(page)}" is a section of "${page.parent}", where there is no page.`);
    }
    if (page.action !== undefined && !(page.action in endpoints)) {
      throw new Error(`The page "${pathOf(page)}" needs the action "${page.action}", which no feature has.`);
    }
  }
}

function expectTargetsExist(navigation: readonly NavigationEntry[], pages: readonly Page[]): void {
  const paths = pages.map(pathOf);
  const broken = navigation.find(({ to }) => !paths.includes(to));
  if (broken) throw new Error(`The link "${broken.label()}" leads to "${broken.to}", where there is no page.`);
}
