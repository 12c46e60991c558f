import Box from '@mui/material/Box';
import { EmptyState } from '../page/EmptyState';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { TextLink } from '../page/TextLink';
import { formatName } from '../words/format';
import { useRosterRead } from './useRosterRead';

/** A caregiver's children. */
export function ChildrenPage() {
  const { students, roster } = useRosterRead('student.list', {});
  const isComing = roster !== null && roster.readAt === null && roster.state !== 'failed';
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHeading title="My children" below="How the extra support at school is going" />
      <Panel flush>
        {students.length === 0 ? (
          isComing ? (
            <EmptyState title="Looking for your children …">
              The school’s list of students is being read. They appear here in a moment.
            </EmptyState>
          ) : (
            <EmptyState title="No child is listed for you">
              Your school connects families and children in its learning platform. Ask the school office to add you.
            </EmptyState>
          )
        ) : (
          <Rows label="My children">
            {students.map((student) => (
              <Box
                component="li"
                key={student.studentId}
                sx={{ position: 'relative', px: 2.5, py: 2, '&:hover': { bgcolor: 'action.hover' } }}
              >
                <TextLink
                  to="/students/$studentId"
                  params={{ studentId: student.studentId }}
                  sx={{ fontWeight: 560, '&::after': { content: '""', position: 'absolute', inset: 0 } }}
                >
                  {formatName(student)}
                </TextLink>
              </Box>
            ))}
          </Rows>
        )}
      </Panel>
    </Box>
  );
}
