// Runs in a page, as the text of one function. From the click, as the browser dates it, to the second frame after the
// button says that it is at work: by then whoever clicked sees it.
() =>
  new Promise(resolve => {
    const whenShown = (button, clickedAt) => {
      if (button.getAttribute('aria-busy') !== 'true')
        return requestAnimationFrame(() => whenShown(button, clickedAt));
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - clickedAt)));
    };
    const heard = ({ target, timeStamp }) => whenShown(target.closest('button'), timeStamp);
    addEventListener('click', heard, { capture: true, once: true });
    document.documentElement.dataset.listens = 'true';
  });
