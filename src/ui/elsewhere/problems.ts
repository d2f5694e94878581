/** What is in the way of entering what was received elsewhere, as sentences that link to their fields. */

import type { Fault, Note } from '#domain/elsewhere/row.ts';
import type { Facts, Key, Words } from '../words.ts';

export type Problem = { field?: string; says: string };
type Obstacle = { code: string; [fact: string]: unknown };

const fieldOf: Record<string, string> = {
	empty: 'body',
	too_long: 'body',
	unknown_lang: 'lang',
	no_lang: 'lang',
	no_channel: 'channel',
	no_consent: 'consent',
	secretariat_only: 'consent',
	bad_day: 'day',
	day_ahead: 'day',
	day_early: 'day',
	day_late: 'day',
	unknown_organisation: 'organisation',
	name_long: 'author',
	source_long: 'source',
	bad_contact: 'contact',
	place_missing: 'unit',
	no_body: 'column-body',
	bad_columns: 'column-body',
	reason_missing: 'reason',
	reason_long: 'reason'
};

export function elsewhereProblems(obstacle: Obstacle | null | undefined, say: Words): Problem[] {
	if (!obstacle) return [];
	if (obstacle.code === 'faults')
		return (obstacle.faults as Fault[]).map((fault) => problem(fault, faultSays(fault, say)));
	const asFault = `elsewhere.fault.${obstacle.code}` as Key;
	const says = isFault(obstacle.code)
		? say.t(asFault, factsOf(obstacle, say))
		: say.t(`elsewhere.obstacle.${obstacle.code}` as Key, factsOf(obstacle, say));
	return [problem(obstacle, says)];
}

const shared = ['bad_day', 'day_ahead', 'day_early', 'day_late', 'source_long', 'secretariat_only'];
const isFault = (code: string) => shared.includes(code);

function problem({ code }: { code: string }, says: string): Problem {
	const field = fieldOf[code];
	return field ? { field, says } : { says };
}

export const faultSays = (fault: Fault, say: Words) =>
	say.t(`elsewhere.fault.${fault.code}`, factsOf(fault, say));

export const noteSays = (note: Note, say: Words) =>
	say.t(`elsewhere.note.${note.code}`, factsOf(note, say));

function factsOf(obstacle: Obstacle | Fault | Note, { t, number }: Words): Facts {
	const facts: Facts = {};
	for (const [name, fact] of Object.entries(obstacle)) {
		if (name === 'field') facts.field = t(`elsewhere.field.${String(fact)}` as Key);
		else if (name === 'state') facts.state = t(`consultation.state.${String(fact)}` as Key);
		else if (name === 'bytes' || (name === 'limit' && 'bytes' in obstacle))
			facts[name] = number(Number(fact) / 1024 / 1024, { maximumFractionDigits: 1 });
		else if (typeof fact === 'number') facts[name] = fact;
		else facts[name] = String(fact);
	}
	return facts;
}
