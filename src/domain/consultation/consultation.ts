/** A consultation's life: what state it is in is decided by its dates and the time it is asked at. */

export const states = [
	'DRAFT',
	'ANNOUNCED',
	'OPEN',
	'CLOSED',
	'ANSWERED',
	'ARCHIVED',
	'CANCELLED'
] as const;
export type State = (typeof states)[number];

export type Dates = {
	announcedAt: Date | null;
	opensAt: Date | null;
	closesAt: Date | null;
	answeredAt: Date | null;
	archivedAt: Date | null;
	cancelledAt: Date | null;
};

/** The state at a moment: open from `opensAt` on, closed from `closesAt` on, to the millisecond. */
export function stateOf(dates: Dates, at: Date): State {
	if (dates.cancelledAt) return 'CANCELLED';
	if (dates.archivedAt) return 'ARCHIVED';
	if (dates.answeredAt) return 'ANSWERED';
	if (!dates.announcedAt || !dates.opensAt || !dates.closesAt) return 'DRAFT';
	if (at < dates.opensAt) return 'ANNOUNCED';
	return at < dates.closesAt ? 'OPEN' : 'CLOSED';
}

export const isOpen = (dates: Dates, at: Date) => stateOf(dates, at) === 'OPEN';

/** Seconds until the state next changes by the clock; null when it will not. */
export function secondsToNextState(dates: Dates, at: Date): number | null {
	const state = stateOf(dates, at);
	const next = state === 'ANNOUNCED' ? dates.opensAt : state === 'OPEN' ? dates.closesAt : null;
	return next && (next.getTime() - at.getTime()) / 1000;
}
