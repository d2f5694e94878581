/** Until when someone speaks for an organisation, as a form says it: a day of the space, counted to its end. */

/** The moment that day ends in the zone; null for no day, undefined for what is none. */
export function endOfDay(zone: string, day: string): Date | null | undefined {
	if (day === '') return null;
	if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
	try {
		const next = Temporal.PlainDate.from(day, { overflow: 'reject' }).add({ days: 1 });
		return new Date(next.toZonedDateTime(zone).epochMilliseconds);
	} catch {
		return undefined;
	}
}

/** The last day a moment leaves, as the form shows it. */
export function lastDay(zone: string, until: Date): string {
	const last = Temporal.Instant.fromEpochMilliseconds(until.getTime() - 1);
	return last.toZonedDateTimeISO(zone).toPlainDate().toString();
}
