import Box from '@mui/material/Box';
import { EmptyState } from '../page/EmptyState';
import { PageHeading } from '../page/PageHeading';
import { Panel } from '../page/Panel';
import { Rows } from '../page/Rows';
import { TextLink } from '../page/TextLink';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { useRosterRead } from './useRosterRead';

/** The children of a caregiver, each with a link to their page. */
export function ChildrenPage() {
  const { students, roster } = useRosterRead('student.list', {});
  const isLoading = roster !== null && roster.readAt === null && roster.state !== 'failed';
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageHeading title={t('My children')} below={t('How the extra support at school is going')} />
      <Panel flush>
        {students.length === 0 ? (
          isLoading ? (
            <EmptyState title={t('Looking for your children…')}>
              {t('The school’s list of students is being loaded. Your children will appear here in a moment.')}
            </EmptyState>
          ) : (
            <EmptyState title={t('No child is listed for you')}>
              {t(
                'Your school decides which children you see here. Ask the school office to connect your account with your child.',
              )}
            </EmptyState>
          )
        ) : (
          <Rows label={t('My children')}>
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
