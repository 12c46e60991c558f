/** The whole service in a process of its own, without the practice LMS. Configured by the environment, as always. */
import { reportUsage } from './reportUsage';

reportUsage();
void import('@aimline/backend').then(({ started }) => started).then(() => process.send?.('ready'));
