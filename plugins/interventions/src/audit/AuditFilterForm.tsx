import Box from '@mui/material/Box';
import { Field } from '../form/Field';
import { Input, Select } from '../form/controls';
import { useWords } from '../frame/FrameContext';
import { useWholeList } from '../launch/useWholeList';
import { formatName } from '../words/format';
import { AboutFilter } from './AboutFilter';
import type { Filter } from './auditPages';
import { sentenceCase } from './auditWords';

/** Narrows the trail. */
export function AuditFilterForm({ filter, onChange }: { filter: Filter; onChange(filter: Filter): void }) {
  const { staff } = useWholeList('staff.list', {});
  const { actions, entities } = useWords();
  const set = (change: Filter) => onChange({ ...filter, ...change });
  const isOther = filter.actorId !== undefined && !staff.some(({ staffId }) => staffId === filter.actorId);
  return (
    <Box component="search" sx={GRID}>
      <Field label="Person">
        <Select value={filter.actorId ?? ''} onChange={(event) => set({ actorId: event.target.value || undefined })}>
          <option value="">Everybody</option>
          {isOther && <option value={filter.actorId}>The person chosen below</option>}
          {staff.map((person) => (
            <option key={person.staffId} value={person.staffId}>
              {formatName(person) || 'Somebody without a name'}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Action">
        <Select value={filter.action ?? ''} onChange={(event) => set({ action: event.target.value || undefined })}>
          <option value="">Every action</option>
          {optionsWith(actions, Object.keys(actions), filter.action)}
        </Select>
      </Field>
      <Field label="Kind of record">
        <Select value={filter.entity ?? ''} onChange={(event) => set({ entity: event.target.value || undefined })}>
          <option value="">Every kind</option>
          {optionsWith(entities, Object.keys(entities).toSorted(), filter.entity)}
        </Select>
      </Field>
      <Field label="From">
        <Input
          type="date"
          value={filter.beginDate ?? ''}
          max={filter.endDate}
          onChange={(event) => set({ beginDate: event.target.value || undefined })}
        />
      </Field>
      <Field label="To">
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

/** Labels in the order of their names, and what a link has chosen that has none. */
function optionsWith(labels: Readonly<Record<string, string>>, names: string[], chosen: string | undefined) {
  if (chosen !== undefined && !names.includes(chosen)) names.unshift(chosen);
  return names.map((name) => (
    <option key={name} value={name}>
      {labels[name] === undefined ? name : sentenceCase(labels[name])}
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
