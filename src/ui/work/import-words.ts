/** Sentences for what was noticed on the way through a document, and for what stopped it. */

import type { ImportObstacle } from '#domain/imports/import.ts';
import type { Warning } from '#domain/text/split/outcome.ts';
import type { Facts, Key, Words } from '../words.ts';
import { catalogue } from '../words/catalogue.ts';

const megabytes = (bytes: number) => Math.ceil((bytes / 1024 / 1024) * 10) / 10;

/** What was in the way, with its limit or fault. */
export function obstacleSays(obstacle: ImportObstacle, { t, number }: Words): string {
	const key = `imports.obstacle.${obstacle.code}` as Key;
	if (obstacle.code === 'too_big') {
		return t(key, {
			found: number(megabytes(obstacle.bytes)),
			limit: number(megabytes(obstacle.limit))
		});
	}
	return t(key, factsOf(obstacle));
}

/** What staff should look at. */
export function warningSays(warning: Warning, words: Words): string {
	const { t } = words;
	const key = `imports.warning.${warning.code}` as Key;
	// A code of a later reader is said, if without its sentence.
	if (!(key in catalogue.en)) return t('imports.warning.other', { code: warning.code });
	const list = new Intl.ListFormat(words.lang, { type: 'conjunction' });
	const facts = factsOf(warning);
	if ('lines' in warning && Array.isArray(warning.lines)) facts.lines = list.format(warning.lines);
	if ('units' in warning) facts.count = warning.units.length;
	return t(key, facts);
}

/** Positions of the units a warning is about, from 0. */
export const unitsOf = (warning: Warning): number[] => ('units' in warning ? warning.units : []);

function factsOf(said: object): Facts {
	const simple = Object.entries(said).filter(
		([, fact]) => typeof fact === 'string' || typeof fact === 'number'
	);
	return Object.fromEntries(simple);
}
