import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { Link } from '@tanstack/react-router';
import type { NavigationEntry } from '../frame/navigation';

export interface SectionNavProps {
  label: string;
  sections: readonly NavigationEntry[];
  params?: Record<string, string>;
}

/** Links between the sections of a page; the current one is marked. */
export function SectionNav({ label, sections, params = {} }: SectionNavProps) {
  return (
    <Box
      component="nav"
      aria-label={label}
      sx={{ borderBottom: 1, borderColor: 'divider', mb: 2.5, overflowX: 'auto' }}
    >
      <Box component="ul" sx={{ display: 'flex', gap: { xs: 2, sm: 3 }, listStyle: 'none', m: 0, p: 0 }}>
        {sections.map((section) => (
          <li key={section.to}>
            <SectionLink to={section.to} params={params as never} activeOptions={{ exact: true, includeSearch: false }}>
              {section.label()}
            </SectionLink>
          </li>
        ))}
      </Box>
    </Box>
  );
}

const SectionLink = styled(Link)(({ theme }) => {
  const { palette } = theme.vars;
  return {
    display: 'block',
    whiteSpace: 'nowrap',
    padding: '10px 0',
    color: palette.text.secondary,
    textDecoration: 'none',
    borderBottom: '2px solid transparent',
    '&:hover': { color: palette.text.primary },
    '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 },
    '&[aria-current=page]': { color: palette.text.primary, fontWeight: 620, borderColor: palette.primary.main },
  };
});
