import { useLaunch } from '../launch/LaunchContext';
import { mayDo } from '../launch/mayDo';
import { ChildrenPage } from '../roster/ChildrenPage';
import { TodayPage } from '../sessions/TodayPage';

/** The first page of a launch that has no other target: today's sessions for staff, their children for caregivers. */
export function StartPage() {
  const { session } = useLaunch();
  return mayDo(session, 'session.agenda') ? <TodayPage /> : <ChildrenPage />;
}
