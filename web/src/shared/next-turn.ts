/** Ends the task at hand: what the user did meanwhile is answered before what is awaited after this. */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    // Not a timer: a page in the background would wait a second for each.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
