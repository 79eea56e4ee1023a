/** Listens to events of that name. @returns what ends it */
export function listen(
  target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>,
  names: readonly string[],
  listener: (event: Event) => void,
): () => void {
  // A page may keep an event from bubbling, or scroll in a part of it: capturing sees both.
  const options = { passive: true, capture: true };
  for (const name of names) target.addEventListener(name, listener, options);
  return () => {
    for (const name of names) target.removeEventListener(name, listener, options);
  };
}

/** Ends all of them. */
export const endAll =
  (ends: readonly (() => void)[]): (() => void) =>
  () => {
    for (const end of ends) end();
  };
