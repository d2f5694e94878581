/** A day of the calendar, wherever the clock of the machine hangs. */

import type { Words } from '../words.ts';

export const dayOf = ({ date }: Pick<Words, 'date'>, day: string) =>
	date(new Date(`${day}T12:00Z`), 'UTC');
