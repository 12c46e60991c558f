import { type FocusEvent, useEffect, useRef } from 'react';

/**
 * Moves the focus to the heading of a section when the focused element is removed, such as the button of a deleted row.
 * Otherwise users of a keyboard or screen reader would have to start at the top of the page again.
 */
export function useFocusFallback() {
  const heading = useRef<HTMLHeadingElement>(null);
  const focused = useRef<Element>(null);
  useEffect(() => {
    const isGone = focused.current?.isConnected === false && document.activeElement === document.body;
    if (isGone) heading.current?.focus({ preventScroll: true });
  });
  return { heading, onFocus: ({ target }: FocusEvent) => void (focused.current = target) };
}
