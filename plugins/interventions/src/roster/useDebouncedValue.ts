import { useEffect, useState } from 'react';

/** A value that keeps changing, once it has been the same for a while: so that not every letter is a request. */
export function useDebouncedValue<T>(value: T, milliseconds = 250): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
