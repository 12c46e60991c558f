import { useParams } from '@tanstack/react-router';

/** The intervention that the address of the page names. */
export function useInterventionId(): string {
  const { interventionId } = useParams({ strict: false }) as { interventionId: string };
  return interventionId;
}
