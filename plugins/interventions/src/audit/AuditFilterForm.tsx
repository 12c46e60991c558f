import Box from '@mui/material/Box';
import { Field } from '../form/Field';
import { Input, Select } from '../form/controls';
import { useWords } from '../frame/FrameContext';
import { useWholeList } from '../launch/useWholeList';
import { formatName } from '../words/format';
import { t } from '../words/i18n';
import { AboutFilter } from './AboutFilter';
import type { Filter } from './auditPages';
import { sentenceCase } from './auditWords';

/** Filters the audit trail by person, action, kind of record, dates, and student or intervention. */
export function AuditFilterForm({ filter, onChange }: { filter: Filter; onChange(filter: Filter): void }) {
  const { staff } = useWholeList('staff.list', {});
  const { actions, entities } = useWords();
  const set = (change: Filter) => onChange({ ...filter, ...change });
  const isOther = filter.actorId !== undefined && !staff.some(({ staffId }) => staffId === filter.actorId);
  return (
    <Box component="search" sx={GRID}>
      <Field label={t('Person')}>
        <Select value={filter.actorId ?? ''} onChange={(event) => set({ actorId: event.target.value || undefined })}>
          <option value="">{t('Everyone')}</option>
          {isOther && <option value={filter.actorId}>{t('The person chosen below')}</option>}
          {staff.map((person) => (
            <option key={person.staffId} value={person.staffId}>
              {formatName(person) || t('Unnamed person')}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('Action')}>
        <Select value={filter.action ?? ''} onChange={(event) => set({ action: event.target.value || undefined })}>
          <option value="">{t('All actions')}</option>
          {optionsWith(actions, Object.keys(actions), filter.action)}
        </Select>
      </Field>
      <Field label={t('Kind of record')}>
        <Select value={filter.entity ?? ''} onChange={(event) => set({ entity: event.target.value || undefined })}>
          <option value="">{t('All kinds')}</option>
          {optionsWith(entities, Object.keys(entities).toSorted(), filter.entity)}
        </Select>
      </Field>
      <Field label={t('From')}>
        <Input
          type="date"
          value={filter.beginDate ?? ''}
          max={filter.endDate}
          onChange={(event) => set({ beginDate: event.target.value || undefined })}
        />
      </Field>
      <Field label={t('To')}>
        <Input
          type="date"
          value={filter.endDate ?? ''}
          min={filter.beginDate}
          onChange={(event) => set({ endDate: event.target.value || undefined })}
        />
      </Field>
      <AboutFilter filter={filter} onChange={onChange} />
    </Box>
  );
}

/** Options in the order of the codes; a code from the address that has no label comes first, as it is. */
function optionsWith(labels: Readonly<Record<string, string>>, codes: string[], chosen: string | undefined) {
  if (chosen !== undefined && !codes.includes(chosen)) codes.unshift(chosen);
  return codes.map((code) => (
    <option key={code} value={code}>
      {labels[code] === undefined ? code : sentenceCase(labels[code])}
    </option>
  ));
}

const GRID = {
  display: 'grid',
  gap: 1.5,
  mb: 2,
  alignItems: 'start',
  gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(3, minmax(0, 1fr)) 150px 150px' },
  '& > :first-of-type': { gridColumn: { xs: '1 / -1', md: 'auto' } },
};
