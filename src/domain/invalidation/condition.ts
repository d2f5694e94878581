/** A wave of fraud described as data: when, by which accounts, on what; and which of their acts. Pure. */

export const takes = ['votes', 'supports', 'contributions'] as const;
export type Takes = (typeof takes)[number];

export type Condition = {
	/** The period of the acts; moments as ISO texts, as they are kept. */
	from: string;
	to: string;
	/** The period in which the accounts were made. */
	accountsFrom: string | null;
	accountsTo: string | null;
	/** The domain of their mail addresses. */
	domain: string | null;
	/** Only people without a verified address. */
	guests: boolean;
	/** The reference of a contribution whose text theirs are nearly identical to. */
	like: string | null;
	/** The numbers of the units; all places when empty. */
	units: number[];
	/** Which of their acts are meant. */
	takes: Takes[];
};

export const mostUnits = 50;
/** Fewer people are no wave: who they are and what they voted could be told from the counts. */
export const fewest = 5;
/** Days in which an approved one can be undone. */
export const daysToReverse = 30;

export type Undescribed =
	| { code: 'period_missing' }
	| { code: 'period_turned' }
	| { code: 'period_ahead' }
	| { code: 'accounts_turned' }
	| { code: 'domain_bad' }
	| { code: 'like_missing' }
	| { code: 'units_bad' }
	| { code: 'takes_missing' }
	| { code: 'too_wide' };

const domainForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** What keeps a condition from describing a wave at a moment, or null. */
export function undescribed(condition: Condition, at: Date): Undescribed | null {
	const { from, to, accountsFrom, accountsTo, domain, guests, like } = condition;
	if (!from || !to) return { code: 'period_missing' };
	if (from >= to) return { code: 'period_turned' };
	// What is still to come was seen by nobody.
	if (new Date(to) > at) return { code: 'period_ahead' };
	if (accountsFrom && accountsTo && accountsFrom >= accountsTo) return { code: 'accounts_turned' };
	if (domain !== null && !domainForm.test(domain)) return { code: 'domain_bad' };
	if (like !== null && !/^C-[0-9A-HJKMNP-TV-Z]{6}$/.test(like)) return { code: 'like_missing' };
	if (condition.units.length > mostUnits) return { code: 'units_bad' };
	if (condition.takes.length === 0) return { code: 'takes_missing' };
	// That somebody acted on a certain day makes nobody a fraud.
	const marked = accountsFrom ?? accountsTo ?? domain ?? like ?? (guests || null);
	return marked === null ? { code: 'too_wide' } : null;
}

/** `3, 7-9` as numbers; null where it says something else. */
export function unitsOf(typed: string): number[] | null {
	const parts = typed
		.replace(/P/gi, '')
		.split(/[,;\s]+/)
		.filter(Boolean);
	const numbers: number[] = [];
	for (const part of parts) {
		const [, first, last = first] = /^(\d{1,6})(?:[-–](\d{1,6}))?$/.exec(part) ?? [];
		if (first === undefined || Number(last) < Number(first)) return null;
		if (Number(last) - Number(first) >= mostUnits) return null;
		for (let n = Number(first); n <= Number(last); n++) numbers.push(n);
	}
	return [...new Set(numbers)].toSorted((a, b) => a - b);
}

/** How far an invalidation has come. */
export const states = ['asked', 'declined', 'taking', 'standing', 'restoring', 'restored'] as const;
export type State = (typeof states)[number];

type Moments = Record<
	'approvedAt' | 'carriedAt' | 'declinedAt' | 'reversedAt' | 'restoredAt',
	Date | null
>;

export function stateOf(one: Moments): State {
	if (one.declinedAt) return 'declined';
	if (!one.approvedAt) return 'asked';
	if (one.reversedAt) return one.restoredAt ? 'restored' : 'restoring';
	return one.carriedAt ? 'standing' : 'taking';
}

/** Until when an approved one can be undone. */
export const reversibleUntil = (approvedAt: Date) =>
	new Date(approvedAt.getTime() + daysToReverse * 86_400_000);
