import type { ApiError } from '@aimline/plugin-interventions-common/client';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';

/** Shows the service's errors next to their fields and focuses the first of these. */
export function applyFieldErrors<T extends FieldValues>(error: ApiError, setError: UseFormSetError<T>): void {
  for (const [i, { path, message }] of (error.problem.fields ?? []).entries()) {
    setError(path.replace(/^body\./, '') as Path<T>, { type: 'service', message }, { shouldFocus: i === 0 });
  }
}
