import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

/** The browser's own modal: it keeps the focus inside and gives it back, and Escape closes it where that is allowed. */
export function Dialog(props: { title: string; onClose?: () => void; children: ReactNode }): ReactNode {
  const { title, onClose, children } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // As long as it is in the page: once it was taken out, a browser knows no more where the focus came from.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault();
        onClose?.();
      }}
      // A browser closes it all the same when Escape is pressed again and again; what waits for an answer stays open.
      onClose={({ currentTarget }) => {
        if (currentTarget.open || !currentTarget.isConnected) return;
        if (onClose === undefined) currentTarget.showModal();
        else onClose();
      }}
    >
      <div className="stack">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
