/** Kinds of units by name, and those a unit can be changed into. */

import type { Unit } from '#domain/text/unit.ts';
import type { Words } from '../words.ts';
import { targets as targetWords, type TargetWord } from './operation.ts';

/** What a unit is, in words. */
export function kindSays(unit: Unit, { t }: Words): string {
	if (unit.kind === 'heading') return t('staff.unit.heading.level', { level: unit.level });
	if (unit.kind !== 'list') return t(`staff.unit.${unit.kind}`);
	if (unit.body.marker === 'bullet') return t('staff.unit.list.bullet');
	return t('staff.unit.list.decimal');
}

/** The word of a form for what a unit is; undefined when nothing can be changed into it. */
export function kindOf(unit: Unit): TargetWord | undefined {
	const word =
		unit.kind === 'heading'
			? `heading-${unit.level}`
			: unit.kind === 'list'
				? `list-${unit.body.marker}`
				: unit.kind;
	return targetWords.find((one) => one === word);
}

export const targets = targetWords.map((word) => ({
	word,
	says: ({ t }: Words) => {
		const [kind, more] = word.split('-');
		if (kind === 'heading') return t('staff.unit.heading.level', { level: Number(more) });
		if (kind === 'list')
			return t(more === 'bullet' ? 'staff.unit.list.bullet' : 'staff.unit.list.decimal');
		return t(`staff.unit.${kind as 'paragraph' | 'quote' | 'code'}`);
	}
}));
