import { createTheme } from '@mui/material/styles';
import { darkPalette, lightPalette } from '@aimline/plugin-interventions/page/palette';

/** Plain surfaces with thin borders, one ink-blue accent and no shadows, because Aimline is shown inside another product. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-scheme' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#1e4e8c' },
        error: { main: '#a3211d' },
        background: { default: '#f6f6f4', paper: '#ffffff' },
        text: { primary: '#1f2421', secondary: '#5a625d' },
        divider: '#e2e3e0',
        ...lightPalette,
      },
    },
    dark: {
      palette: {
        primary: { main: '#9dc1f2' },
        error: { main: '#f4aaa5' },
        background: { default: '#141715', paper: '#1c201e' },
        text: { primary: '#e9ecea', secondary: '#a9b1ac' },
        divider: '#333a36',
        ...darkPalette,
      },
    },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    fontSize: 14,
    body1: { fontSize: '0.9375rem', lineHeight: 1.5 },
    body2: { fontSize: '0.8125rem', lineHeight: 1.5 },
    h1: { fontSize: '1.5rem', fontWeight: 650, lineHeight: 1.25, letterSpacing: '-0.015em' },
    h2: { fontSize: '1.0625rem', fontWeight: 620, lineHeight: 1.35, letterSpacing: '-0.006em' },
    button: { textTransform: 'none', fontWeight: 560 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: (theme) => ({
        body: { fontVariantNumeric: 'tabular-nums', overflowWrap: 'break-word' },
        ':focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
        'main:focus': { outline: 'none' },
      }),
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: {
        root: ({ theme }) => ({
          '&.Mui-focusVisible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
          '&[aria-disabled=true]': { opacity: 0.55, cursor: 'default' },
        }),
      },
    },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: {
          borderRadius: 6,
          minHeight: 38,
          '@media (pointer: coarse)': { minHeight: 44 },
        },
        // high contrast modes show this border instead of the background
        contained: { border: '1px solid transparent' },
        sizeSmall: { minHeight: 32 },
        outlined: ({ theme }) => ({ borderColor: theme.vars.palette.control }),
      },
    },
    MuiPaper: { defaultProps: { elevation: 0, variant: 'outlined' } },
    MuiDialog: { defaultProps: { slotProps: { paper: { variant: 'outlined' } } } },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.125rem', fontWeight: 620 } } },
    MuiDialogContent: { styleOverrides: { root: { paddingTop: '8px !important' } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px' } } },
    MuiLink: { defaultProps: { underline: 'hover' } },
  },
});
