/** How many stand behind a contribution, people and organisations apart. */

import type { Words } from '../words.ts';

type Supported = { people: number; organisations: number };

export const supportersOf = ({ t }: Pick<Words, 't'>, { people, organisations }: Supported) =>
	organisations
		? t('contribution.supporters.split', { people, organisations })
		: t('contribution.supporters', { count: people });
