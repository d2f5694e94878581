/** What keeps a response from being saved or published, as sentences that link to their fields. */

import { parts } from '#domain/response/response.ts';
import type { Facts, Key, Words } from '../words.ts';

export type Problem = { field?: string; says: string };
type Obstacle = { code: string } & Record<string, unknown>;
type Fault = { code: string; field: string } & Record<string, unknown>;

/** What a field is called where it stands in a form. */
export const fieldName = ({ t }: Pick<Words, 't'>, field: string): string =>
	parts.some((part) => part === field)
		? t(`became.part.${field}` as Key)
		: t(`responses.field.${field}` as Key);

/** The id of the field's input; a choice of several is named by its first. */
const idOf: Record<string, string> = { kind: 'kind-included', references: 'reference-0-title' };

export function problemsIn(
	words: Words,
	obstacle: Obstacle | null | undefined,
	facts: Facts = {}
): Problem[] {
	if (!obstacle) return [];
	const { faults } = obstacle;
	if (Array.isArray(faults)) return (faults as Fault[]).map((fault) => faultSays(words, fault));
	return [{ says: obstacleSays(words, obstacle, facts) }];
}

export function faultSays(words: Words, { code, field, ...facts }: Fault): Problem {
	const told = { ...factsOf(words, facts), field: fieldName(words, field) };
	return {
		field: idOf[field] ?? field,
		says: words.t(`responses.fault.${code}` as Key, told)
	};
}

export function obstacleSays(words: Words, { code, ...facts }: Obstacle, more: Facts = {}): string {
	const told = { ...factsOf(words, facts), ...more };
	if (typeof facts.state === 'string')
		told.state = words.t(`consultation.state.${facts.state}` as Key);
	return words.t(`responses.obstacle.${code}` as Key, told);
}

function factsOf({ lang }: Words, facts: Record<string, unknown>): Facts {
	const list = new Intl.ListFormat(lang, { type: 'conjunction' });
	const told: Facts = {};
	for (const [name, fact] of Object.entries(facts))
		if (Array.isArray(fact)) told[name] = list.format(fact.map(String));
		else if (typeof fact === 'string' || typeof fact === 'number') told[name] = fact;
	return told;
}

/** The problem of one field, to be said beside it. */
export const problemOf = (problems: readonly Problem[], field: string) =>
	problems.find((one) => one.field === (idOf[field] ?? field))?.says;
