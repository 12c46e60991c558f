import { useEffect, useRef } from 'react';
import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { Link, useRouter } from '@tanstack/react-router';
import { useNavigation } from '@aimline/plugin-interventions/frame/FrameContext';
import { useLaunch } from '@aimline/plugin-interventions/launch/LaunchContext';
import { SaveStatus } from './SaveStatus';
import { SchemeToggle } from './SchemeToggle';

/**
 * The navigation, the name of the user and the state of saving. While the user chooses links for a course, there is one
 * link and nothing to save.
 */
export function TopBar() {
  const { session } = useLaunch();
  const { givenName, familyName } = session.person;
  const links = useNavigation(session.deepLinking ? 'choosing' : 'top');
  const nav = useScrolledToCurrent();
  return (
    <Box component="header" sx={BAR}>
      <Box component="nav" aria-label="Aimline" ref={nav} sx={NAV}>
        {links.map(({ to, label, isExact }) => (
          <TopLink key={label()} to={to} activeOptions={isExact && { exact: true, includeSearch: false }}>
            {label()}
          </TopLink>
        ))}
      </Box>
      <Box sx={{ ml: 'auto', display: 'flex', alignItems: 'center', gap: { xs: 1, sm: 2 }, flexShrink: 0 }}>
        {!session.deepLinking && <SaveStatus />}
        <Box
          component="span"
          sx={{
            color: 'text.secondary',
            fontSize: '0.8125rem',
            whiteSpace: 'nowrap',
            display: { xs: 'none', md: 'inline' },
          }}
        >
          {`${givenName} ${familyName} · ${session.tenant.name}`}
        </Box>
        <SchemeToggle />
      </Box>
    </Box>
  );
}

/** Keeps the link to the current page visible when the navigation does not fit. */
function useScrolledToCurrent() {
  const nav = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(() => {
    const show = () => {
      const link = nav.current?.querySelector<HTMLElement>('[aria-current=page]');
      if (!nav.current || !link) return;
      const { offsetLeft, clientWidth } = nav.current;
      nav.current.scrollLeft = link.offsetLeft - offsetLeft - (clientWidth - link.offsetWidth) / 2;
    };
    show();
    return router.subscribe('onRendered', show);
  }, [router]);
  return nav;
}

const BAR = {
  position: 'sticky',
  top: 0,
  zIndex: 'appBar',
  display: 'flex',
  alignItems: 'stretch',
  gap: 2,
  minHeight: 48,
  px: { xs: 2, sm: 3 },
  bgcolor: 'background.paper',
  borderBottom: 1,
  borderColor: 'divider',
};

/** Scrolls horizontally when the links do not fit, as on a phone. */
const NAV = {
  display: 'flex',
  gap: { xs: 2, sm: 3 },
  minWidth: 0,
  overflowX: 'auto',
  scrollbarWidth: 'none',
  whiteSpace: 'nowrap',
};

const TopLink = styled(Link)(({ theme }) => {
  const { palette } = theme.vars;
  return {
    display: 'flex',
    alignItems: 'center',
    color: palette.text.secondary,
    textDecoration: 'none',
    borderBottom: '2px solid transparent',
    borderTop: '2px solid transparent',
    '&:hover': { color: palette.text.primary },
    '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: -2 },
    '&[aria-current=page]': { color: palette.text.primary, fontWeight: 620, borderBottomColor: palette.primary.main },
  };
});
