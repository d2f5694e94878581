/** What a place in a text is called in a language: `P9`, the words of a heading, the whole text. */

import type { TextUnit } from '#domain/consultation/text.server.ts';
import { nameOf } from '#domain/consultation/unit-names.ts';
import type { Words } from '#ui/words.ts';

type Named = Pick<TextUnit, 'number' | 'plain'>;

export const placeName = (say: Words, unit: Named | null): string =>
	unit === null
		? say.t('contribution.place.whole')
		: unit.number === null
			? unit.plain
			: nameOf(unit.number);
