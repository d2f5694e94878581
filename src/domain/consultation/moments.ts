/** A date and a time on the wall of a space, and the moment they name; right on the days clocks change too. */

export type Wall = { date: string; time: string };
export type Moment =
	| { ok: true; at: Date }
	| { ok: false; obstacle: { code: 'not_a_time' } | { code: 'time_skipped'; next: Date } };

/** Which of two equal readings is meant in the hour that clocks show twice. */
export type Twice = 'earlier' | 'later';

/** The moment someone named by date and minute; seconds are zero. */
export function momentIn(zone: string, { date, time }: Wall, twice: Twice = 'earlier'): Moment {
	const wall = wallTime(date, time);
	if (!wall) return { ok: false, obstacle: { code: 'not_a_time' } };
	const zoned = wall.toZonedDateTime(zone, { disambiguation: twice });
	const at = new Date(zoned.epochMilliseconds);
	if (zoned.toPlainDateTime().equals(wall)) return { ok: true, at };
	// Clocks jump over this minute: nobody in the space would ever read it.
	const next = wall.toZonedDateTime(zone, { disambiguation: 'later' });
	return {
		ok: false,
		obstacle: { code: 'time_skipped', next: new Date(next.epochMilliseconds) }
	};
}

function wallTime(date: string, time: string) {
	if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return null;
	try {
		return Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' });
	} catch {
		return null;
	}
}

/** What clocks of the space show at a moment, to the minute, as form fields have it. */
export function wallIn(zone: string, at: Date): Wall {
	const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
	return {
		date: zoned.toPlainDate().toString(),
		time: zoned.toPlainTime().toString({ smallestUnit: 'minute' })
	};
}

/** As `momentIn`; fields that still show what is stored keep it, seconds and repeated hours too. */
export function movedTo(zone: string, wall: Wall, stored: Date | null, twice: Twice): Moment {
	const shown = stored && wallIn(zone, stored);
	if (stored && shown?.date === wall.date && shown.time === wall.time) {
		return { ok: true, at: stored };
	}
	return momentIn(zone, wall, twice);
}

/** When the space's day began that a moment falls in. */
export function dayBegan(zone: string, at: Date): Date {
	const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
	return new Date(zoned.startOfDay().epochMilliseconds);
}
