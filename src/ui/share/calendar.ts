/** The dates of consultations as a calendar (RFC 5545): when each opens and closes, to the minute, and the day of its answers. */

import {
	ICalCalendar,
	ICalEventStatus,
	ICalEventTransparency,
	type ICalEventData
} from 'ical-generator';
import type { Dates } from '#domain/consultation/dates.server.ts';
import type { Words } from '#ui/words.ts';

export type Around = {
	/** The public address of the site, and of this file on it. */
	origin: string;
	address: string;
	/** What the calendar is called, and the zone its space lives in. */
	name: string;
	space: string;
	slug: string;
	zone: string;
};

/** Seconds after which calendars look again. */
const again = 3 * 3600;

export function calendar(say: Words, all: readonly Dates[], around: Around): string {
	const made = new ICalCalendar({
		name: around.name,
		prodId: { company: 'Folkmoot', product: 'Folkmoot', language: say.lang.toUpperCase() },
		source: around.address,
		ttl: again
	});
	for (const one of all) for (const event of eventsOf(say, one, around)) made.createEvent(event);
	return `${made.toString()}\r\n`;
}

function eventsOf(say: Words, one: Dates, around: Around): ICalEventData[] {
	const { space, zone } = around;
	const url = `${around.origin}/${say.lang}/${around.slug}/consultations/${one.slug}`;
	const shared = {
		url,
		// A moment is written in UTC, which every calendar shows in its owner's zone.
		timezone: 'UTC',
		sequence: one.changes,
		status: one.state === 'CANCELLED' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		transparency: ICalEventTransparency.TRANSPARENT,
		stamp: one.changedAt,
		lastModified: one.changedAt
	};
	const host = new URL(around.origin).hostname;
	const title = plain(one.title);
	const moment = (key: 'opens' | 'closes', at: Date) => ({
		...shared,
		id: `${one.id}-${key}@${host}`,
		start: at,
		summary: say.t(`share.date.${key}`, { title }),
		description: `${say.t(`consultation.${key}`, { moment: say.moment(at, zone), space })}\n${url}`
	});
	const events: ICalEventData[] = [moment('opens', one.opensAt), moment('closes', one.closesAt)];
	if (one.responseBy) {
		const [start, end] = dayIn(zone, one.responseBy);
		events.push({
			...shared,
			...{ id: `${one.id}-answers@${host}`, allDay: true, start, end },
			summary: say.t('share.date.answers', { title }),
			description: url
		});
	}
	return events;
}

/** The day of the space a moment falls on, as whole days of UTC: what a date without a zone is made of. */
function dayIn(zone: string, at: Date): [start: Date, end: Date] {
	const day = Temporal.Instant.fromEpochMilliseconds(at.getTime())
		.toZonedDateTimeISO(zone)
		.toPlainDate();
	const begun = (date: Temporal.PlainDate) => new Date(`${date.toString()}T00:00:00Z`);
	return [begun(day), begun(day.add({ days: 1 }))];
}

/** What no line of a calendar may hold. */
const plain = (text: string) => text.replace(/\p{Cc}/gu, ' ');
