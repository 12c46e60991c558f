import { useParams } from '@tanstack/react-router';

/** The id of the intervention in the URL of the page. */
export function useInterventionId(): string {
  const { interventionId } = useParams({ strict: false }) as { interventionId: string };
  return interventionId;
}
