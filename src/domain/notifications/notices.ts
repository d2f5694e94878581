/** What can be followed, how often one is told, and what comes first in a digest. */

export const targets = [
	'own',
	'consultation',
	'unit',
	'contribution',
	'theme',
	'organisation'
] as const;
export type Target = (typeof targets)[number];

export const paces = ['at_once', 'daily', 'weekly', 'never'] as const;
export type Pace = (typeof paces)[number];

export const isTarget = (text: string): text is Target => targets.some((one) => one === text);
export const isPace = (text: string): text is Pace => paces.some((one) => one === text);

/** How one is told of one's own where one never said otherwise; of anything else, not at all. */
export const paceOfOwn: Pace = 'at_once';

/** What a person can follow; the list of it is read and changed on one page. */
export const mostFollowed = 200;

/** Hour of the space's day at which digests leave; the weekly ones on Mondays. */
export const digestHour = 8;

/** Minutes between two mails that tell of nothing but what others said. */
export const breath = 15;

/** Hours before its closing that followers are told a consultation closes soon. */
export const soonHours = 48;

/** What one link in a mail can stop: something followed, or all that comes by the day or the week. */
export type Stopped =
	{ target: Target; targetId: string } | { target: 'daily' | 'weekly'; targetId: string };
