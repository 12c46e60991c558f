import { createContext, use } from 'react';
import { useLaunch } from '../launch/LaunchContext';
import type { Words } from '../words/Words';
import { type NavigationEntry, navigationOf, type Place } from './navigation';

/** The navigation and the words of all features, for every page. */
export interface Frame {
  navigation: readonly NavigationEntry[];
  words: Words;
}

export const FrameContext = createContext<Frame | null>(null);

/** @throws when no `FrameContext` surrounds the component. */
export function useWords(): Words {
  return useFrame().words;
}

/**
 * The links of a place that the user sees, in order.
 *
 * @throws when no `FrameContext` surrounds the component.
 */
export function useNavigation(place: Place): NavigationEntry[] {
  return navigationOf(useFrame().navigation, place, useLaunch().session);
}

function useFrame(): Frame {
  const frame = use(FrameContext);
  if (!frame) throw new Error('The words and the navigation need a FrameContext around the page.');
  return frame;
}
