import { type FocusEvent, useEffect, useRef } from 'react';

/**
 * Keeps the focus in a part of the page: its heading takes it when what had it is gone, such as the button of a row that
 * was removed. Whoever uses the keyboard or a screen reader would begin at the top of the page otherwise.
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
