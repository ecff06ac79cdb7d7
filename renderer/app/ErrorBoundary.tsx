import { Component } from 'react';

interface ErrorBoundaryProps {
  /** What is shown instead; `tryAgain` shows the children once more. */
  readonly fallback: (error: unknown, tryAgain: () => void) => React.ReactNode;
  /** Called before the children are shown once more. */
  readonly onTryAgain?: () => void;
  readonly children: React.ReactNode;
}

interface ErrorBoundaryState {
  /** Wrapped, since anything can be thrown, `null` too. */
  readonly failure: { readonly error: unknown } | null;
}

/** Shows in words that its children could not be shown; React writes the error itself to the console. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { failure: { error } };
  }

  override state: ErrorBoundaryState = { failure: null };

  readonly #tryAgain = (): void => {
    this.props.onTryAgain?.();
    this.setState({ failure: null });
  };

  override render(): React.ReactNode {
    const { failure } = this.state;
    return failure === null ? this.props.children : this.props.fallback(failure.error, this.#tryAgain);
  }
}
