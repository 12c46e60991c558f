import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import { Input, Select } from '../form/controls';
import { domainLabels } from '../words/labels';
import type { Filter } from './interventionPages';

const TYPING_PAUSE_MS = 250;

/** Narrows the list of interventions; typing is passed on after a pause. */
export function InterventionFilter({ filter, onChange }: { filter: Filter; onChange(filter: Filter): void }) {
  const [search, setSearch] = useState(filter.search ?? '');
  const [passedOn, setPassedOn] = useState(filter.search);
  const [known, setKnown] = useState(filter.search);
  if (filter.search !== known) {
    setKnown(filter.search);
    // Somebody else has changed the filter: a link, or the back button.
    if (filter.search !== passedOn) {
      setPassedOn(filter.search);
      setSearch(filter.search ?? '');
    }
  }
  useEffect(() => {
    const wanted = search.trim() || undefined;
    if (wanted === passedOn) return undefined;
    const timer = setTimeout(() => {
      setPassedOn(wanted);
      onChange({ ...filter, search: wanted });
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [search, passedOn, filter, onChange]);
  return (
    <Box
      component="search"
      sx={{
        display: 'grid',
        gap: 1,
        mb: 2,
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', sm: 'minmax(0, 1fr) 150px 190px' },
      }}
    >
      <Input
        type="search"
        aria-label="Search by title"
        placeholder="Search by title"
        maxLength={120}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
      />
      <Select
        aria-label="Tier"
        value={filter.tier ?? ''}
        onChange={(event) => onChange({ ...filter, tier: (Number(event.target.value) || undefined) as Filter['tier'] })}
      >
        <option value="">All tiers</option>
        {[1, 2, 3].map((tier) => (
          <option key={tier} value={tier}>
            Tier {tier}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Domain"
        value={filter.domain ?? ''}
        onChange={(event) => onChange({ ...filter, domain: (event.target.value || undefined) as Filter['domain'] })}
      >
        <option value="">All domains</option>
        {Object.entries(domainLabels()).map(([domain, label]) => (
          <option key={domain} value={domain}>
            {label}
          </option>
        ))}
      </Select>
    </Box>
  );
}
