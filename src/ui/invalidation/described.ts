/** A wave as its form describes it: fields in, a condition out, with what is wrong by field. */

import { takes, unitsOf, type Condition } from '#domain/invalidation/condition.ts';
import { momentIn } from '#domain/consultation/moments.ts';

export const moments = ['from', 'to', 'accountsFrom', 'accountsTo'] as const;
/** The fields of the form, as they travel in the address and in the request for approval. */
export const fields = [
	...moments.flatMap((name) => [`${name}.date`, `${name}.time`]),
	...['domain', 'guests', 'like', 'units'],
	...takes
] as const;

export type Typed = Record<string, string>;
export type Fault = { field: string; code: string; next?: Date };

/** What was typed, each field once and none too long. */
export const typedIn = (search: URLSearchParams): Typed =>
	Object.fromEntries(fields.map((name) => [name, (search.get(name) ?? '').slice(0, 300)]));

/** Whether anything was asked for yet. */
export const isAsked = (search: URLSearchParams) => fields.some((name) => search.has(name));

/** What a new form proposes: all kinds of acts, up to now. */
export const proposed = (now: { date: string; time: string }): Typed => ({
	...{ 'to.date': now.date, 'to.time': now.time },
	...Object.fromEntries(takes.map((name) => [name, 'yes']))
});

export function described(typed: Typed, zone: string): { condition: Condition; faults: Fault[] } {
	const faults: Fault[] = [];
	const at = (field: (typeof moments)[number]) => {
		const [date = '', time = ''] = [typed[`${field}.date`], typed[`${field}.time`]];
		if (!date && !time) return null;
		const read = momentIn(zone, { date, time: time || '00:00' });
		if (read.ok) return read.at.toISOString();
		faults.push({ field, ...read.obstacle });
		return null;
	};
	const units = unitsOf(typed.units ?? '');
	if (!units) faults.push({ field: 'units', code: 'units_bad' });
	const [from, to] = [at('from'), at('to')];
	const condition: Condition = {
		...{
			from: from ?? '',
			to: to ?? '',
			accountsFrom: at('accountsFrom'),
			accountsTo: at('accountsTo')
		},
		domain: (typed.domain ?? '').trim().toLowerCase().replace(/^@/, '') || null,
		guests: typed.guests === 'yes',
		like: (typed.like ?? '').trim().toUpperCase() || null,
		units: units ?? [],
		takes: takes.filter((kind) => typed[kind] === 'yes')
	};
	return { condition, faults };
}

/** The field a problem is about. */
export const fieldOf: Readonly<Record<string, string>> = {
	...{ period_missing: 'from', period_turned: 'from', period_ahead: 'to' },
	...{ accounts_turned: 'accountsFrom', domain_bad: 'domain', too_wide: 'domain' },
	...{ like_missing: 'like', units_bad: 'units', takes_missing: 'votes' },
	...{ rule: 'rule', facts_missing: 'facts', facts_too_long: 'facts', facts_name: 'facts' }
};
