/** What is said of a unit that an answer names as changed, and the way to it: what changed, or the words as they stand. */

import { nameOf } from '#domain/consultation/unit-names.ts';
import type { ChangedUnit } from '#domain/response/heard.server.ts';
import type { Facts, Key } from '../words.ts';

export const wayTo = ({ number, version }: ChangedUnit, base: string) =>
	version === null ? `${base}#p${number}` : `${base}/versions/${version}/changes#p${number}`;

export const saidOf = ({ number, version }: ChangedUnit): [Key, Facts] =>
	version === null
		? ['heard.unit.next', { place: nameOf(number) }]
		: ['became.changed', { place: nameOf(number), version }];
