/** What the answer desk shows, as its address says it. Pure. */

import { kinds, type Kind } from '../contribution/contribution.ts';
import { isTongue } from '../contribution/languages.ts';
import { isId } from '../identity.ts';

export const places = ['unit', 'section', 'whole'] as const;
export const answers = ['unanswered', 'open', 'drafted', 'review', 'answered', 'any'] as const;
export const grouped = ['in', 'out'] as const;
export const orders = ['oldest', 'newest', 'support'] as const;

export type Filter = {
	q: string;
	/** The number of a unit. */
	unit: number | null;
	place: (typeof places)[number] | null;
	/** A theme's address, or `none`. */
	theme: string | null;
	kind: Kind | null;
	lang: string | null;
	/** An organisation's id, or `none`. */
	agency: string | null;
	/** A person's id, `me` or `none`. */
	assignee: string | null;
	/** Said at least so many days ago. */
	days: number | null;
	/** Supported by at least so many verified people and organisations. */
	support: number | null;
	group: (typeof grouped)[number] | null;
	answer: (typeof answers)[number];
	private: boolean;
	sort: (typeof orders)[number];
};
export type Field = keyof Filter;

export const longestWords = 200;
export const pageSize = 20;
/** As many as one act may be about. */
export const mostAtOnce = 5_000;
/** As many as one can be sent to answer without putting them into a group first. */
export const mostTogether = 50;

const word = (asked: URLSearchParams, name: Field) =>
	(asked.get(name) ?? '').normalize('NFC').replaceAll('\0', '').trim();

const readers: { [Name in Field]: (said: string) => Filter[Name] | undefined } = {
	q: (said) => (said.length <= longestWords ? said : undefined),
	unit: (said) => wholeOf(said.replace(/^P/i, ''), 999_999),
	place: (said) => among(places, said),
	theme: (said) => (/^[a-z0-9][a-z0-9-]{0,78}$/.test(said) ? said : undefined),
	kind: (said) => among(kinds, said),
	lang: (said) => (isTongue(said) ? said : undefined),
	agency: (said) => (said === 'none' || isId(said) ? said : undefined),
	assignee: (said) => (said === 'none' || said === 'me' || isId(said) ? said : undefined),
	days: (said) => wholeOf(said, 9_999),
	support: (said) => wholeOf(said, 999_999),
	group: (said) => among(grouped, said),
	answer: (said) => among(answers, said),
	private: (said) => (said === 'yes' ? true : undefined),
	sort: (said) => among(orders, said)
};

export const everything: Filter = {
	...{ q: '', unit: null, place: null, theme: null, kind: null, lang: null, agency: null },
	...{ assignee: null, days: null, support: null, group: null, answer: 'unanswered' },
	...{ private: false, sort: 'oldest' }
};
export const fields = Object.keys(everything) as Field[];

/** What an address asks for; a field it fills with what cannot be meant is named, and does not count. */
export function filterOf(asked: URLSearchParams): { filter: Filter; faults: Field[] } {
	const filter: Record<string, unknown> = { ...everything };
	const faults: Field[] = [];
	for (const name of fields) {
		const said = word(asked, name);
		if (said === '') continue;
		const value = readers[name](said);
		if (value === undefined) faults.push(name);
		else filter[name] = value;
	}
	return { filter: filter as Filter, faults };
}

/** The same filter as an address says it, shortest; empty where everything unanswered is shown. */
export function queryOf(filter: Filter): string {
	const said = new URLSearchParams();
	for (const name of fields) {
		const value = filter[name];
		if (value !== everything[name]) said.set(name, value === true ? 'yes' : String(value));
	}
	said.sort();
	return said.toString();
}

/** How many of the filter's fields are set, the order apart. */
export const narrowed = (filter: Filter) =>
	fields.filter((name) => name !== 'sort' && filter[name] !== everything[name]);

function among<Word extends string>(words: readonly Word[], said: string): Word | undefined {
	return words.find((one) => one === said);
}

function wholeOf(said: string, most: number): number | undefined {
	return /^\d{1,6}$/.test(said) && Number(said) <= most ? Number(said) : undefined;
}
