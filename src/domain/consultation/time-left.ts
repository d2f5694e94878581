/** How long until a consultation opens or closes, in the days people of its space count. */

export type TimeLeft =
	| { unit: 'day'; count: number }
	| { unit: 'hour'; count: number }
	| { unit: 'minute'; count: number };

const hour = 3_600_000;

const zoned = (zone: string, at: Date) =>
	Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

/** Days by the calendar of the space; on the last day hours, in the last hour minutes. Null when it is past. */
export function timeLeft(zone: string, at: Date, until: Date): TimeLeft | null {
	const left = until.getTime() - at.getTime();
	if (left <= 0) return null;
	if (left < hour) return { unit: 'minute', count: Math.ceil(left / 60_000) };
	const days = zoned(zone, at).toPlainDate().until(zoned(zone, until).toPlainDate()).days;
	return days > 0 ? { unit: 'day', count: days } : { unit: 'hour', count: Math.floor(left / hour) };
}

/** Seconds after which a page that shows dates of a space says something else: its midnight, or the next step of what is left. */
export function secondsToNextWord(zone: string, at: Date, until: Date | null): number {
	const tomorrow = zoned(zone, at).toPlainDate().add({ days: 1 }).toZonedDateTime(zone);
	const midnight = (tomorrow.epochMilliseconds - at.getTime()) / 1000;
	const left = until ? (until.getTime() - at.getTime()) / 1000 : 0;
	if (left <= 0) return midnight;
	if (left <= 3600) return Math.min(midnight, left % 60 || 60);
	return Math.min(midnight, left % 3600 || 3600);
}
