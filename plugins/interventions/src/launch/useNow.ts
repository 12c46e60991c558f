import { useEffect, useState } from 'react';

/**
 * The time of the service, in milliseconds, kept going by the clock of the device; it moves on every 15 seconds.
 *
 * @param serviceNow what the service said the time was
 * @param heardAt when it said so, by the clock of the device
 */
export function useNow(serviceNow: string, heardAt: number): number {
  const [deviceNow, setDeviceNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setDeviceNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(serviceNow) + Math.max(0, deviceNow - heardAt);
}
