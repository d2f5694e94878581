/** Consultations of a journey's own, in whatever state it needs, so that journeys never meet. */

import { sql } from 'kysely';
import { newId } from '#domain/identity.ts';
import { hash } from '#domain/text/hash.server.ts';
import { parse } from '#domain/text/split/parse.ts';
import { plain } from '#domain/text/unit.ts';
import { site, type Site } from './site.ts';

export type Wanted = {
	slug: string;
	title?: string;
	markdown?: string;
	/** Intervals from now, as the database says them. */
	opens?: string;
	closes?: string;
	space?: string;
	draft?: boolean;
};

export type Made = {
	id: string;
	versionId: string;
	path: string;
	unit: (number: number) => string;
};

const words = `# Benches

Every square has a bench.

A bench stands in the shade.

# Fountains

- Each fountain works.
- Each fountain is clean.

A broken fountain is mended within a week.
`;

/** Makes one by rows; open from yesterday to tomorrow unless told otherwise. */
export async function consultation(wanted: Wanted, at: Site = site): Promise<Made> {
	const { slug, title = `About ${slug}`, markdown = words, space = 'arcadia' } = wanted;
	const { opens = '-1 day', closes = '1 day', draft = false } = wanted;
	const split = await parse(
		{ content: markdown, format: 'markdown', language: 'en' },
		() => undefined
	);
	if (!split.ok) throw new Error(split.obstacle.code);
	const [id, versionId] = [newId(), newId()];
	const moment = (when: string) => sql<Date>`clock_timestamp() + ${when}::interval`;
	let number = 1;
	const units = split.units.map((unit, position) => ({
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
	await at.db.transaction().execute(async (tx) => {
		const { id: spaceId } = await tx
			.selectFrom('space')
			.select('id')
			.where('slug', '=', space)
			.executeTakeFirstOrThrow();
		await tx
			.insertInto('consultation')
			.values({
				id,
				spaceId,
				slug,
				title,
				language: 'en',
				description: 'What the squares should have.',
				feedsInto: 'The plan for the squares.',
				responsible: 'Town hall',
				contact: 'squares@arcadia.example',
				opensAt: moment(opens),
				closesAt: moment(closes)
			})
			.execute();
		const version = { id: versionId, consultationId: id, n: 1, publishedAt: moment('-2 days') };
		await tx.insertInto('textVersion').values(version).execute();
		const rows = units.map(({ unitId }) => ({ id: unitId, consultationId: id }));
		await tx.insertInto('unit').values(rows).execute();
		await tx.insertInto('unitText').values(units).execute();
		if (draft) return;
		const announced = { versionId, announcedAt: moment('-2 days') };
		await tx.updateTable('consultation').set(announced).where('id', '=', id).execute();
	});
	await touched(id, at);
	return {
		id,
		versionId,
		path: `/en/${space}/consultations/${slug}`,
		unit: (n) => units.find((one) => one.number === n)?.unitId ?? ''
	};
}

/** Moves its dates, as if time had passed; every process hears of it. */
export async function moveClock(
	id: string,
	dates: { opens?: string; closes?: string },
	at: Site = site
) {
	const moment = (when: string) => sql<Date>`clock_timestamp() + ${when}::interval`;
	await at.db
		.updateTable('consultation')
		.set({
			...(dates.opens ? { opensAt: moment(dates.opens) } : {}),
			...(dates.closes ? { closesAt: moment(dates.closes) } : {})
		})
		.where('id', '=', id)
		.execute();
	await touched(id, at);
}

/** What was written around the verbs is told to the server by hand. */
export async function touched(id: string, { db }: Site = site) {
	await sql`select touch(${id}::uuid)`.execute(db);
	// NOTIFY arrives a moment after the commit.
	await new Promise((resume) => setTimeout(resume, 50));
}
