import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ApiError } from '@aimline/plugin-interventions-common/client';
import { SaveProblem } from '../form/SaveProblem';
import { useLaunch } from '../launch/LaunchContext';
import { formatCount } from '../words/format';
import { type Filter, withTimeZone } from './auditPages';
import { type ExportFormat, makeExport } from './makeExport';
import { saveFile } from './saveFile';

const FILES: Readonly<Record<ExportFormat, { label: string; ending: string }>> = {
  csv: { label: 'Export CSV', ending: 'csv' },
  json_lines: { label: 'Export JSON lines', ending: 'jsonl' },
};

/** Takes a copy of what the filter shows along, as a file. */
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
      saveFile(file, `aimline-audit-${new Date().toISOString().slice(0, 10)}.${FILES[format].ending}`);
      // the export is in the trail
      void queryClient.invalidateQueries({ queryKey: ['audit.search'] });
    },
  });
  return (
    <>
      <Box component="output" sx={STATUS}>
        {exporting.isPending && `Exporting: ${formatCount(count, 'record')}`}
        {exporting.isSuccess && `Exported: ${formatCount(count, 'record')}`}
      </Box>
      {(Object.keys(FILES) as ExportFormat[]).map((format) => (
        <Button
          key={format}
          variant="outlined"
          color="inherit"
          disabled={exporting.isPending}
          onClick={() => exporting.mutate(format)}
        >
          {FILES[format].label}
        </Button>
      ))}
      <SaveProblem error={exporting.error} />
    </>
  );
}

/** Empty it takes no room, but is there: a screen reader tells what comes into it. */
const STATUS = {
  alignSelf: 'center',
  fontSize: '0.8125rem',
  color: 'text.secondary',
  '&:empty': { position: 'absolute' },
};
