// Runs in a page, as the text of one function. From the click, as the browser dates it, to the second frame after the
// button says that it is at work: by then whoever clicked sees it. A button that says nothing is given up after `atMostMs`,
// and the time until then told: far above the bar, so that it is missed instead of waited for.
({ atMostMs }) =>
  new Promise(resolve => {
    const whenShown = (button, clickedAt) => {
      const elapsedMs = performance.now() - clickedAt;
      if (elapsedMs >= atMostMs) return resolve(elapsedMs);
      if (button.getAttribute('aria-busy') !== 'true')
        return requestAnimationFrame(() => whenShown(button, clickedAt));
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - clickedAt)));
    };
    const heard = ({ target, timeStamp }) => whenShown(target.closest('button'), timeStamp);
    addEventListener('click', heard, { capture: true, once: true });
    document.documentElement.dataset.listens = 'true';
  });
