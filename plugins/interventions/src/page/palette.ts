/** Colors of attendance: `main` for text and lines, `soft` for the background; their contrast is at least 4.5:1. */
export interface AttendancePalette {
  attended: { main: string; soft: string };
  partly: { main: string; soft: string };
  excused: { main: string; soft: string };
  unexcused: { main: string; soft: string };
}

/** The colors that the pages need in addition to MUI's palette. */
interface OwnPalette {
  attendance: AttendancePalette;
  /** The border of form controls, with a contrast of 3:1 to the surface. */
  control: string;
}

declare module '@mui/material/styles' {
  interface Palette extends OwnPalette {}
  interface PaletteOptions extends Partial<OwnPalette> {}
}

export const lightPalette: OwnPalette = {
  control: '#868d88',
  attendance: {
    attended: { main: '#17643a', soft: '#e2f2e8' },
    partly: { main: '#7a4a00', soft: '#fbeed5' },
    excused: { main: '#3b4c68', soft: '#e6ebf3' },
    unexcused: { main: '#9a2420', soft: '#fbe6e4' },
  },
};

export const darkPalette: OwnPalette = {
  control: '#7d8680',
  attendance: {
    attended: { main: '#8fd8ac', soft: '#173626' },
    partly: { main: '#f0c477', soft: '#3c2c0e' },
    excused: { main: '#b5c4de', soft: '#263043' },
    unexcused: { main: '#f4aaa5', soft: '#44201e' },
  },
};
