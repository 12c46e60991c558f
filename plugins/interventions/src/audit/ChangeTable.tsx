import Box from '@mui/material/Box';
import { t } from '../words/i18n';
import { sentenceCase } from './auditWords';
import type { Field } from './changedFields';

/** A table of the columns of a row, with their values before and after a change. */
export function ChangeTable({ label, fields }: { label: string; fields: readonly Field[] }) {
  return (
    <Box component="table" aria-label={label} sx={TABLE}>
      <thead>
        <tr>
          <th scope="col">{t('Field')}</th>
          <th scope="col">{t('Before')}</th>
          <th scope="col">{t('After')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, before, after }) => (
          <tr key={name}>
            <th scope="row">{sentenceCase(name)}</th>
            <td>{textOf(before)}</td>
            <td>{textOf(after)}</td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const TABLE = {
  width: '100%',
  tableLayout: 'fixed',
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  '& th, & td': {
    textAlign: 'left',
    verticalAlign: 'top',
    p: 0.75,
    overflowWrap: 'anywhere',
    borderTop: 1,
    borderColor: 'divider',
  },
  '& thead th': { color: 'text.secondary', fontWeight: 560, borderTop: 0 },
  '& tbody th': { fontWeight: 400, color: 'text.secondary' },
  '& th:first-of-type': { width: { xs: '30%', sm: '24%' } },
};
