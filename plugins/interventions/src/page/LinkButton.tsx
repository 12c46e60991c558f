import Button from '@mui/material/Button';
import { createLink } from '@tanstack/react-router';

/** A link in the shape of a button. */
export const LinkButton = createLink(Button);
