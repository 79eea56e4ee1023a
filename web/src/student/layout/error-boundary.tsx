import { Component, type ReactNode } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';

interface Props {
  readonly children: ReactNode;
  /** Another place is another try. */
  readonly place: string;
}

/** A part that cannot be shown, mostly since its code did not come over a bad network, takes nothing else with it. */
export class ErrorBoundary extends Component<Props, { readonly failedAt: string | null }> {
  override state = { failedAt: null };

  static getDerivedStateFromError(): { failedAt: string } {
    return { failedAt: location.pathname };
  }

  override componentDidUpdate(before: Props): void {
    if (before.place !== this.props.place && this.state.failedAt !== null) this.setState({ failedAt: null });
  }

  override render(): ReactNode {
    if (this.state.failedAt === null) return this.props.children;
    return (
      <Notice kind="bad">
        <strong>This part of the page could not be loaded.</strong>
        <span>Nothing is lost. Load it again, best with a better connection.</span>
        <span>
          <Button onPress={() => location.reload()}>Load again</Button>
        </span>
      </Notice>
    );
  }
}
