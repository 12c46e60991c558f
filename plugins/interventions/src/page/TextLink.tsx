import MuiLink from '@mui/material/Link';
import { createLink } from '@tanstack/react-router';

/** A link in running text. */
export const TextLink = createLink(MuiLink);
