import { useLaunch } from '../launch/LaunchContext';
import { mayDo } from '../launch/mayDo';
import { ChildrenPage } from '../roster/ChildrenPage';
import { TodayPage } from '../sessions/TodayPage';

/** Where a launch without a place of its own leads: staff to the day's sessions, families to their children. */
export function StartPage() {
  const { session } = useLaunch();
  return mayDo(session, 'session.agenda') ? <TodayPage /> : <ChildrenPage />;
}
