/** A contribution received elsewhere: by letter, mail, telephone, in a meeting or on another platform. Pure. */

import { wallIn, dayBegan } from '../consultation/moments.ts';

export const channels = ['letter', 'email', 'meeting', 'telephone', 'platform'] as const;
export type Channel = (typeof channels)[number];

/** What whoever said it agreed to: their name beside it, no name, or the secretariat's eyes alone. */
export const consents = ['named', 'nameless', 'private'] as const;
export type Consent = (typeof consents)[number];

export const longest = { source: 200, externalId: 100, reason: 500 } as const;

export const isChannel = (word: unknown): word is Channel => channels.includes(word as Channel);
export const isConsent = (word: unknown): word is Consent => consents.includes(word as Consent);

/** When a consultation took input, and where its clocks hang. */
export type Period = { zone: string; announcedAt: Date; closesAt: Date };

export type DayObstacle =
	{ code: 'bad_day' } | { code: 'day_ahead' } | { code: 'day_early' } | { code: 'day_late' };

/** What keeps a day, as `2026-05-03`, from being the day something was received. */
export function dayObstacle(day: string, { zone, announcedAt, closesAt }: Period, at: Date) {
	const no = (code: DayObstacle['code']): DayObstacle => ({ code });
	if (!isDay(day)) return no('bad_day');
	if (day > wallIn(zone, at).date) return no('day_ahead');
	if (day < wallIn(zone, announcedAt).date) return no('day_early');
	return day > wallIn(zone, closesAt).date ? no('day_late') : null;
}

/** The moment it counts as received: as its day began, or as the consultation was announced that day. */
export function momentOf(day: string, { zone, announcedAt }: Period): Date {
	const noon = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' });
	const began = dayBegan(zone, new Date(noon.epochMilliseconds));
	return began < announcedAt ? announcedAt : began;
}

/** A day of the calendar, written as forms and the database write it. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	try {
		return Temporal.PlainDate.from(text, { overflow: 'reject' }).year >= 1900;
	} catch {
		return false;
	}
}
