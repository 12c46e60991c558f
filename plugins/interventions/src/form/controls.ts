import { type CSSObject, styled, type Theme } from '@mui/material/styles';

/** Native controls, because phones and Chromebooks have their own date, time and option pickers for them. */
export const Input = styled('input')(({ theme }) => control(theme));

export const TextArea = styled('textarea')(({ theme }) => ({
  ...control(theme),
  resize: 'vertical',
  display: 'block',
}));

export const Select = styled('select')(({ theme }) => ({ ...control(theme), textOverflow: 'ellipsis' }));

function control(theme: Theme): CSSObject {
  const { palette } = theme.vars;
  return {
    font: 'inherit',
    color: palette.text.primary,
    backgroundColor: palette.background.paper,
    border: `1px solid ${palette.control}`,
    borderRadius: 6,
    padding: '8px 10px',
    minHeight: 40,
    width: '100%',
    minWidth: 0,
    boxSizing: 'border-box',
    '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 1 },
    '&[aria-invalid="true"]': { borderColor: palette.error.main },
    '&:disabled': { color: palette.text.secondary, backgroundColor: palette.action.hover },
    '@media (pointer: coarse)': { minHeight: 44, fontSize: '1rem' },
  };
}
