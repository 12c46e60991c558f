import { useLaunch } from './LaunchContext';
import { isStaff } from './roles';
import { ChildrenPage } from '../roster/ChildrenPage';
import { TodayPage } from '../sessions/TodayPage';

/** Where a launch without a place of its own leads: staff to the day's sessions, families to their children. */
export function StartPage() {
  const { session } = useLaunch();
  return isStaff(session) ? <TodayPage /> : <ChildrenPage />;
}
