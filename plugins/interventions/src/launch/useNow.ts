import { useEffect, useState } from 'react';

/**
 * The time of the service in milliseconds, advanced by the clock of the device every 15 seconds.
 *
 * @param serviceNow the time in a response of the service
 * @param receivedAt when this response arrived, by the clock of the device
 */
export function useNow(serviceNow: string, receivedAt: number): number {
  const [deviceNow, setDeviceNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setDeviceNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(serviceNow) + Math.max(0, deviceNow - receivedAt);
}
