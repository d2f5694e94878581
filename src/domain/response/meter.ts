/** What the meter of answers says, and in which unit a wait is told. Pure. */

import type { Kind } from './response.ts';

export type Meter = {
	/** Everything that was said, private and withdrawn included. */
	all: number;
	answered: number;
	/** Public, private or held, and without an answer. */
	open: number;
	/** Without an answer because they need none: refused with a statement of reasons, or taken back. */
	refused: number;
	withdrawn: number;
	/** Half of the answered waited no longer. */
	medianSeconds: number | null;
	/** When the one that waits longest was received. */
	oldest: Date | null;
	byKind: Record<Kind, number>;
	byAgency: { name: string; slug: string; answered: number; open: number }[];
	declared: { by: string; because: string; lang: string; at: Date } | null;
};

/** How many were to be answered: those that were, and those that wait. */
export const toAnswer = ({ answered, open }: Pick<Meter, 'answered' | 'open'>) => answered + open;

/** How many wait beyond the day answers were due; none once somebody has said why they stay unanswered. */
export const overdueOf = (
	{ open, declared }: Pick<Meter, 'open' | 'declared'>,
	responseBy: Date | null,
	at: Date
) => (responseBy === null || responseBy > at || declared ? 0 : open);

const hour = 3600;
const day = 24 * hour;

/** A wait as people say it: whole days from two days on, whole hours from one hour on. */
export function waitOf(seconds: number): { unit: 'minutes' | 'hours' | 'days'; count: number } {
	if (seconds >= 2 * day) return { unit: 'days', count: Math.round(seconds / day) };
	if (seconds >= hour) return { unit: 'hours', count: Math.round(seconds / hour) };
	return { unit: 'minutes', count: Math.max(1, Math.round(seconds / 60)) };
}

export const waited = (since: Date, at: Date) =>
	waitOf(Math.max(0, (at.getTime() - since.getTime()) / 1000));
