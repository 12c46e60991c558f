import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import { Input, Select } from '../form/controls';
import { t } from '../words/i18n';
import { domainLabels } from '../words/labels';
import type { Filter } from './interventionPages';

const DEBOUNCE_MS = 250;

/** Filters the list of interventions; typed text is applied after a pause. */
export function InterventionFilter({ filter, onChange }: { filter: Filter; onChange(filter: Filter): void }) {
  const [search, setSearch] = useState(filter.search ?? '');
  const [applied, setApplied] = useState(filter.search);
  const [known, setKnown] = useState(filter.search);
  if (filter.search !== known) {
    setKnown(filter.search);
    // The filter was changed from outside, by a link or the back button.
    if (filter.search !== applied) {
      setApplied(filter.search);
      setSearch(filter.search ?? '');
    }
  }
  useEffect(() => {
    const wanted = search.trim() || undefined;
    if (wanted === applied) return undefined;
    const timer = setTimeout(() => {
      setApplied(wanted);
      onChange({ ...filter, search: wanted });
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [search, applied, filter, onChange]);
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
        aria-label={t('Search by title')}
        placeholder={t('Search by title')}
        maxLength={120}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}
      />
      <Select
        aria-label={t('Tier')}
        value={filter.tier ?? ''}
        onChange={(event) => onChange({ ...filter, tier: (Number(event.target.value) || undefined) as Filter['tier'] })}
      >
        <option value="">{t('All tiers')}</option>
        {[1, 2, 3].map((tier) => (
          <option key={tier} value={tier}>
            {t('Tier {{tier}}', { tier })}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('Domain')}
        value={filter.domain ?? ''}
        onChange={(event) => onChange({ ...filter, domain: (event.target.value || undefined) as Filter['domain'] })}
      >
        <option value="">{t('All domains')}</option>
        {Object.entries(domainLabels()).map(([domain, label]) => (
          <option key={domain} value={domain}>
            {label}
          </option>
        ))}
      </Select>
    </Box>
  );
}
