import { type ReactNode, Suspense } from 'react';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { CatchBoundary, type ErrorComponentProps } from '@tanstack/react-router';
import { RefusalPage } from './RefusalPage';

export interface LoadBoundaryProps {
  /** Shown while the content loads; has about the size of the content. */
  fallback: ReactNode;
  /** A value whose change clears the error, such as a filter as text. */
  resetKey?: string;
  children: ReactNode;
}

/** A part of a page that loads, and shows its errors, independently of the rest. */
export function LoadBoundary({ fallback, resetKey = '', children }: LoadBoundaryProps) {
  return (
    <CatchBoundary getResetKey={() => resetKey} errorComponent={Refusal}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </CatchBoundary>
  );
}

function Refusal({ error, reset }: ErrorComponentProps) {
  const queries = useQueryErrorResetBoundary();
  return (
    <RefusalPage
      error={error}
      onRetry={() => {
        queries.reset();
        reset();
      }}
    />
  );
}
