/** The latest remarks with the names and addresses of the places they were made in. */

import type { Reading } from '#domain/consultation/reading.server.ts';
import type { Words } from './words.ts';

/** `query` is what the addresses carry so that the text is shown as here. */
export function placed(t: Words['t'], { voices, units }: Reading, base: string, query: string) {
	const named = new Map(units.map(({ unit }) => [unit.unitId, unit]));
	return voices.latest.map((one) => {
		const unit = one.unitId ? named.get(one.unitId) : undefined;
		const at = (where: string, path: string) => {
			return { ...one, where, href: `${base}/${path}${query}` };
		};
		if (!unit) return at(t('reading.margin.whole'), 'whole');
		if (unit.number === null) return at(t('reading.margin.section'), `sections/${unit.unitId}`);
		return at(`P${unit.number}`, `P${unit.number}`);
	});
}
