import { type ReactNode, Suspense } from 'react';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { CatchBoundary, type ErrorComponentProps } from '@tanstack/react-router';
import { RefusalPage } from './RefusalPage';

export interface LoadBoundaryProps {
  /** What stands there while the content loads, of about the same size. */
  fallback: ReactNode;
  /** An error is forgotten when this changes. */
  resetKey?: string;
  children: ReactNode;
}

/** A part of a page that loads and fails on its own. */
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
