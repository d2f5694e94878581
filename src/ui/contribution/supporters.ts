/** How many stand behind a contribution, people and organisations apart. */

import type { Words } from '../words.ts';

type Supported = { people: number; organisations: number; guests?: number };

export function supportersOf(
	{ t }: Pick<Words, 't'>,
	{ people, organisations, guests = 0 }: Supported
): string {
	const verified = organisations
		? t('contribution.supporters.split', { people, organisations })
		: t('contribution.supporters', { count: people });
	return guests ? t('guests.supporters', { verified, count: guests }) : verified;
}
