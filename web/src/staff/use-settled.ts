import { useEffect, useState } from 'react';

/** A value once it has stood still for so long: what is typed is asked for when the typing pauses. */
export function useSettled<T>({ value, afterMs }: { value: T; afterMs: number }): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
