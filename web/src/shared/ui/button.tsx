import type { ReactNode } from 'react';

type Look = 'plain' | 'primary' | 'danger' | 'quiet';

/**
 * A button that shows at once that it was pressed. It keeps the focus while it works, so `disabled` is said to
 * assistive technology alone.
 */
export function Button(props: {
  children: ReactNode;
  onPress?: () => void;
  look?: Look;
  isBusy?: boolean;
  isDisabled?: boolean;
  type?: 'button' | 'submit';
  /** What it says while it works. */
  busyLabel?: string;
  id?: string;
}): ReactNode {
  const {
    children,
    onPress,
    look = 'plain',
    isBusy = false,
    isDisabled = false,
    type = 'button',
    busyLabel,
    id,
  } = props;
  const isOff = isBusy || isDisabled;
  return (
    <button
      id={id}
      type={type}
      className={`button ${look}`}
      aria-disabled={isOff}
      aria-busy={isBusy}
      onClick={event => {
        if (isOff) return event.preventDefault();
        onPress?.();
      }}
    >
      {isBusy && <span className="spinner" aria-hidden="true" />}
      {isBusy ? (busyLabel ?? children) : children}
    </button>
  );
}
