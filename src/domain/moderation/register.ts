/** The public register of moderation: what it can be asked for, in its address. Pure. */

import { isAct, isRule, type Act, type Rule } from './moderation.ts';

export const appealStates = ['any', 'open', 'upheld', 'reversed'] as const;
export type AppealState = (typeof appealStates)[number];

export type Filter = {
	act: Act | null;
	rule: Rule | null;
	/** The slug of a consultation. */
	consultation: string | null;
	/** Only what a public body asked for. */
	asked: boolean;
	appeal: AppealState | null;
};

export const everything: Filter = {
	...{ act: null, rule: null, consultation: null, asked: false, appeal: null }
};

export const pageSize = 25;

/** The filter an address asks for; undefined where it names what there is not. */
export function filterOf(search: URLSearchParams): Filter | undefined {
	const said = (name: string) => search.get(name) || null;
	const [act, rule, appeal] = [said('act'), said('rule'), said('appeal')];
	if (act !== null && !isAct(act)) return undefined;
	if (rule !== null && !isRule(rule)) return undefined;
	if (appeal !== null && !isAppealState(appeal)) return undefined;
	const consultation = said('consultation');
	return { act, rule, appeal, consultation, asked: said('asked') === 'yes' };
}

const isAppealState = (word: string): word is AppealState =>
	(appealStates as readonly string[]).includes(word);

/** The same filter as an address, the words in one order. */
export function searchOf(filter: Filter): string {
	const named = {
		...{ act: filter.act, appeal: filter.appeal, asked: filter.asked ? 'yes' : null },
		...{ consultation: filter.consultation, rule: filter.rule }
	};
	const said = Object.entries(named).filter((one): one is [string, string] => one[1] !== null);
	const search = new URLSearchParams(said).toString();
	return search && `?${search}`;
}

export const isFiltered = (filter: Filter) => searchOf(filter) !== '';

/** An act as everyone may read it. */
export type Entry = {
	id: string;
	act: string;
	rule: string;
	at: Date;
	effect: string;
	scope: string;
	duration: string;
	foundBy: string;
	automated: boolean;
	requestedBy: string | null;
	law: string | null;
	/** Null where the contribution is private or stayed: it is counted, and not pointed at. */
	reference: string | null;
	facts: string | null;
	lang: string | null;
	slug: string;
	title: string;
	titleLang: string;
	appealedAt: Date | null;
	decidedAt: Date | null;
	outcome: string | null;
	reasons: string | null;
};

/** How many acts of each kind. */
export type Line = {
	held: number;
	refused: number;
	redacted: number;
	restored: number;
	stood: number;
};
