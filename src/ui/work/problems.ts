/** Staff forms: what was in the way, as sentences that link to their fields. */

import type { Point } from '#domain/consultation/checklist.ts';
import type { Fault } from '#domain/consultation/details.ts';
import type { Facts, Key, Words } from '../words.ts';

export type Problem = { field?: string; says: string };
type Obstacle = { code: string; [fact: string]: unknown };

/** The field a problem belongs to where every form that meets it has that field. */
const fieldOf: Record<string, string> = {
	reason_missing: 'reason',
	reason_too_long: 'reason',
	not_later_than_before: 'closesAt',
	too_far: 'closesAt',
	response_before_closing: 'responseBy',
	no_such_unit: 'number',
	slug_taken: 'slug',
	opens_in_the_past: 'opensAt',
	not_a_number: 'first',
	no_such_place: 'place',
	empty_text: 'text'
};

export function problemsOf(
	obstacle: Obstacle | null | undefined,
	words: Words,
	zone: string
): Problem[] {
	if (!obstacle) return [];
	if (obstacle.code === 'several')
		return (obstacle.all as Obstacle[]).flatMap((one) => problemsOf(one, words, zone));
	if (obstacle.code === 'invalid')
		return (obstacle.faults as Fault[]).map((fault) => faultSays(fault, words));
	const field = typeof obstacle.field === 'string' ? obstacle.field : fieldOf[obstacle.code];
	const says = words.t(`staff.obstacle.${obstacle.code}` as Key, factsOf(obstacle, words, zone));
	return [{ ...(field ? { field } : {}), says }];
}

export function faultSays(fault: Fault, { t }: Words): Problem {
	const name = (field: string) => t(`staff.field.${field}` as Key);
	const facts = {
		field: name(fault.field),
		than: fault.code === 'not_later' ? name(fault.than) : '',
		length: fault.code === 'too_long' ? fault.length : 0,
		limit: fault.code === 'too_long' ? fault.limit : 0
	};
	return { field: fault.field, says: t(`staff.fault.${fault.code}`, facts) };
}

function factsOf(obstacle: Obstacle, { t, moment, lang }: Words, zone: string): Facts {
	const list = new Intl.ListFormat(lang, { type: 'conjunction' });
	const facts: Facts = { moment: '', field: '', points: '', state: '', limit: 0, length: 0 };
	for (const [name, fact] of Object.entries(obstacle)) {
		if (fact instanceof Date) facts.moment = moment(fact, zone);
		else if (name === 'field') facts.field = t(`staff.field.${String(fact)}` as Key);
		else if (name === 'state') facts.state = t(`consultation.state.${String(fact)}` as Key);
		else if (name === 'missing')
			facts.points = list.format((fact as Point[]).map((point) => t(`staff.check.${point}`)));
		else if (typeof fact === 'number' || typeof fact === 'string') facts[name] = fact;
	}
	return facts;
}
