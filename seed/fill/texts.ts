/** The consultations of the example with their published texts, as rows. */

import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { hash } from '#domain/text/hash.server.ts';
import { parse } from '#domain/text/split/parse.ts';
import { quoteIn, type Quote } from '#domain/text/anchor/quote.ts';
import { readingOf, type Readable } from '#domain/text/anchor/reading.ts';
import { plain } from '#domain/text/unit.ts';
import { consultations } from '../arcadia/consultations.ts';
import { space } from '../arcadia/space.ts';
import type { ConsultationShape, Target } from '../arcadia/shape.ts';
import { fillLanguage } from './languages.ts';
import type { Peopled } from './people.ts';

export type Texted = {
	id: string;
	slug: string;
	versionId: string;
	opensAt: Date;
	closesAt: Date;
	/** Where a contribution stands: the unit of a number, the heading of a section, or the whole. */
	place: (target: Target) => { place: 'unit' | 'section' | 'whole'; unitId: string | null };
	/** Words of a unit as they are quoted. */
	quote: (unitId: string | null, words: string) => Quote;
};

const day = 86_400_000;

/** Writes all consultations with version 1 of their texts. */
export async function fillTexts(tx: Transaction, peopled: Peopled, now: Date): Promise<Texted[]> {
	const made: Texted[] = [];
	for (const one of consultations) made.push(await fillText(tx, one, peopled, now));
	return made;
}

async function fillText(
	tx: Transaction,
	one: ConsultationShape,
	{ spaceId, person }: Peopled,
	now: Date
) {
	const [id, versionId] = [newId(), newId()];
	const opensAt = atHour(now, one.opensInDays, 9, 0);
	const closesAt = atHour(now, one.closesInDays, 23, 59);
	const announcedAt = new Date(Math.min(opensAt.getTime() - 7 * day, now.getTime() - day));
	await tx
		.insertInto('consultation')
		.values({
			id,
			spaceId,
			slug: one.slug,
			language: one.language,
			title: one.title,
			subtitle: one.subtitle,
			description: one.description,
			feedsInto: one.feedsInto,
			responsible: one.responsible,
			contact: one.contact,
			otherChannels: one.otherChannels.join('\n'),
			firstNumber: one.firstNumber,
			opensAt,
			closesAt,
			responseBy: atHour(now, one.responseByInDays, 12, 0),
			closedAt: closesAt < now ? closesAt : null,
			createdBy: person(space.pointOfContact).id,
			createdAt: announcedAt
		})
		.execute();
	await tx
		.insertInto('textVersion')
		.values({ id: versionId, consultationId: id, n: 1, publishedAt: announcedAt })
		.execute();
	const units = await unitsOf(one, versionId);
	await tx
		.insertInto('unit')
		.values(units.map((row) => ({ id: row.unitId, consultationId: id })))
		.execute();
	await tx.insertInto('unitText').values(units).execute();
	await tx
		.updateTable('consultation')
		.set({ versionId, announcedAt })
		.where('id', '=', id)
		.execute();

	const byId = person(space.pointOfContact).id;
	const languages = { consultationId: id, versionId, byId, at: announcedAt };
	for (const language of one.languages ?? []) await fillLanguage(tx, language, languages);

	const place = (target: Target): ReturnType<Texted['place']> => {
		if (target === 'whole') return { place: 'whole', unitId: null };
		const fits = (row: (typeof units)[number]) =>
			typeof target === 'number'
				? row.number === target
				: row.number === null && row.plain === target.section;
		const row = units.find(fits);
		if (!row) throw new Error(`${one.slug} has no place ${JSON.stringify(target)}.`);
		return { place: row.number === null ? 'section' : 'unit', unitId: row.unitId };
	};
	const quote = (unitId: string | null, words: string): Quote => {
		const row = units.find((other) => other.unitId === unitId);
		const unit = { kind: row?.kind, body: JSON.parse(row?.body ?? 'null') } as Readable;
		const lang = row?.lang ?? '';
		const chosen = { exact: words, prefix: '', suffix: '', start: null, end: null, lang };
		const found = quoteIn(row ? readingOf(unit) : '', chosen);
		if (!found.ok) throw new Error(`${one.slug} does not say “${words}”: ${found.obstacle.code}`);
		return found.quote;
	};
	for (const notice of one.notices ?? []) {
		await tx
			.insertInto('publicAct')
			.values({
				id: newId(),
				consultationId: id,
				kind: 'notice',
				unitId: place(notice.unit).unitId,
				body: notice.body,
				lang: one.language,
				byId: person(notice.by).id,
				at: new Date(now.getTime() - notice.daysAgo * day)
			})
			.execute();
	}
	return { id, slug: one.slug, versionId, opensAt, closesAt, place, quote };
}

/** The units of a text, split and numbered, as rows of a version. */
export async function unitsOf(one: ConsultationShape, versionId: string) {
	const split = await parse(
		{ content: one.markdown, format: 'markdown', language: one.language },
		() => undefined
	);
	if (!split.ok) throw new Error(`${one.slug} could not be split: ${split.obstacle.code}`);
	let number = one.firstNumber;
	return split.units.map((unit, position) => ({
		versionId,
		unitId: newId(),
		position,
		number: unit.kind === 'heading' ? null : number++,
		kind: unit.kind,
		level: unit.kind === 'heading' ? unit.level : null,
		lang: unit.lang,
		body: JSON.stringify(unit.body),
		plain: plain(unit),
		hash: hash(unit)
	}));
}

/** So many days from now, at an hour of the space's own clock. */
function atHour(now: Date, days: number, hour: number, minute: number): Date {
	const moment = Temporal.Instant.fromEpochMilliseconds(now.getTime() + days * day);
	const local = moment
		.toZonedDateTimeISO(space.timeZone)
		.with({ hour, minute, second: 0, millisecond: 0 });
	return new Date(local.epochMilliseconds);
}
