import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ApiError } from '@aimline/plugin-interventions-common/client';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { t } from '../words/i18n';
import { type Filter, withTimeZone } from './auditPages';
import { type ExportFormat, makeExport } from './makeExport';
import { saveFile } from './saveFile';

const FILE_EXTENSIONS: Readonly<Record<ExportFormat, string>> = { csv: 'csv', json_lines: 'jsonl' };

const exportLabels = (): Readonly<Record<ExportFormat, string>> => ({
  csv: t('Export CSV'),
  json_lines: t('Export JSON Lines'),
});

/** Buttons that export the records that match the filter, as a file in either format. */
export function ExportButtons({ filter }: { filter: Filter }) {
  const { call } = useLaunch();
  const queryClient = useQueryClient();
  const [count, setCount] = useState(0);
  const exporting = useMutation<Blob, ApiError, ExportFormat>({
    mutationFn: (format) => {
      setCount(0);
      return makeExport(call, { filter: withTimeZone(filter), format }, setCount);
    },
    onSuccess: (file, format) => {
      saveFile(file, `aimline-audit-${new Date().toISOString().slice(0, 10)}.${FILE_EXTENSIONS[format]}`);
      // The export is itself a record of the audit trail.
      void queryClient.invalidateQueries({ queryKey: ['audit.search'] });
    },
  });
  return (
    <>
      <Box component="output" sx={STATUS}>
        {exporting.isPending &&
          t('Exporting: {{count, number}} records', {
            count,
            defaultValue_one: 'Exporting: {{count, number}} record',
          })}
        {exporting.isSuccess &&
          t('Exported: {{count, number}} records', {
            count,
            defaultValue_one: 'Exported: {{count, number}} record',
          })}
      </Box>
      {(Object.keys(FILE_EXTENSIONS) as ExportFormat[]).map((format) => (
        <Button
          key={format}
          variant="outlined"
          color="inherit"
          disabled={exporting.isPending}
          onClick={() => exporting.mutate(format)}
        >
          {exportLabels()[format]}
        </Button>
      ))}
      <SaveProblem error={exporting.error} />
    </>
  );
}

/** Takes no space while empty, but stays in the document: a screen reader only announces changes of an element it knows. */
const STATUS = {
  alignSelf: 'center',
  fontSize: '0.8125rem',
  color: 'text.secondary',
  '&:empty': { position: 'absolute' },
};
