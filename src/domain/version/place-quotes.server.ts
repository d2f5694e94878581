/**
 * Finds the words that remarks are about again in a version published later. Always from the words as they were
 * chosen, in the units that came of theirs: a place found in one version is no ground for one in the next
 * (decision 24). A sure place or none; who reads is told which.
 */

import { sql } from 'kysely';
import type { Database, Transaction } from '#domain/database.server.ts';
import { enqueue } from '#domain/jobs.server.ts';
import { touch } from '../consultation/lock.server.ts';
import { follow, type Followed } from '../text/anchor/follow.ts';
import type { Quote } from '../text/anchor/quote.ts';
import { readingOf, type Readable } from '../text/anchor/reading.ts';
import { lineageOf, type Lineage } from './lineage.ts';

/** Quotes looked for, and written, at once. */
const batch = 1000;

type Waiting = Quote & { contributionId: string; versionId: string; unitId: string };

/** Looks for every quote that has no answer in this version yet; begun again, it goes on where it was. */
export async function placeQuotes(db: Database, versionId: string): Promise<void> {
	const version = await versionOf(db, versionId);
	if (!version || version.n === 1) return;
	const texts = textsOf(db);
	const ways = waysInto(db, version);
	for (;;) {
		const waiting = await waitingFor(db, version);
		if (waiting.length === 0) break;
		const rows: { contributionId: string; place: Followed | null }[] = [];
		for (const one of waiting) {
			const way = await ways(one.versionId);
			const candidates = way.into.get(one.unitId) ?? [];
			const sources = new Set(
				candidates.flatMap((id) => way.from.get(id) ?? []).concat(one.unitId)
			);
			const [now, then] = [await texts(version.id, one.lang), await texts(one.versionId, one.lang)];
			const place = follow(
				one,
				candidates.flatMap((unitId) => {
					const text = now.get(unitId);
					return text === undefined ? [] : [{ unitId, text }];
				}),
				[...sources].flatMap((unitId) => then.get(unitId) ?? [])
			);
			rows.push({ contributionId: one.contributionId, place });
		}
		await write(db, version.id, rows);
	}
	await db.transaction().execute(async (tx) => {
		await tx
			.updateTable('textVersion')
			.set({ quotesPlacedAt: sql<Date>`clock_timestamp()` })
			.where('id', '=', version.id)
			.execute();
		await touch(tx, version.consultationId);
	});
}

/** Looks again for words in a language that this version had none in until now. */
export async function lookAgain(tx: Transaction, versionId: string, lang: string) {
	const { rows } = await sql`
		delete from quote_place p using quote q
		where p.version_id = ${versionId}::uuid and p.unit_id is null
			and q.contribution_id = p.contribution_id and q.lang = ${lang}
		returning 1`.execute(tx);
	if (rows.length === 0) return;
	await tx
		.updateTable('textVersion')
		.set({ quotesPlacedAt: null })
		.where('id', '=', versionId)
		.execute();
	await enqueue(tx, 'place_quotes', { id: versionId }, { jobKey: `place_quotes ${versionId}` });
}

/** How far it has come: quotes that have their answer, of all that need one. */
export async function placing(db: Database, versionId: string) {
	const { rows } = await sql<{ done: number; of: number }>`
		select count(p.contribution_id)::int as done, count(*)::int as of
		from text_version v
		join text_version older on older.consultation_id = v.consultation_id and older.n < v.n
		join contribution c on c.consultation_id = v.consultation_id and c.version_id = older.id
		join quote q on q.contribution_id = c.id
		left join quote_place p on p.contribution_id = c.id and p.version_id = v.id
		where v.id = ${versionId}::uuid`.execute(db);
	return rows[0] ?? { done: 0, of: 0 };
}

type Version = NonNullable<Awaited<ReturnType<typeof versionOf>>>;

const versionOf = (db: Database, id: string) =>
	db
		.selectFrom('textVersion')
		.select(['id', 'consultationId', 'n'])
		.where('id', '=', id)
		.executeTakeFirst();

async function waitingFor(db: Database, { id, n, consultationId }: Version): Promise<Waiting[]> {
	const { rows } = await sql<Waiting>`
		select q.contribution_id, c.version_id, c.unit_id, q.exact, q.prefix, q.suffix,
			q.start_at as start, q.end_at as end, q.lang
		from quote q
		join contribution c on c.id = q.contribution_id
		join text_version v on v.id = c.version_id
		where c.consultation_id = ${consultationId}::uuid and v.n < ${n} and c.unit_id is not null
			and not exists (
				select 1 from quote_place p where p.contribution_id = c.id and p.version_id = ${id}::uuid
			)
		order by q.contribution_id limit ${batch}`.execute(db);
	return rows;
}

/** The ways units of earlier versions took into this one, looked up once per version quotes come from. */
function waysInto(db: Database, { id, n, consultationId }: Version) {
	const known = new Map<string, Lineage>();
	return async (from: string): Promise<Lineage> => {
		const found = known.get(from);
		if (found) return found;
		const [earlier, later, { rows: origins }] = await Promise.all([
			unitsOf(db, from),
			unitsOf(db, id),
			sql<{ n: number; unitId: string; fromUnitId: string }>`
				select v.n, o.unit_id, o.from_unit_id from unit_origin o
				join text_version v on v.id = o.version_id
				where v.consultation_id = ${consultationId}::uuid and v.n <= ${n}
					and v.n > (select n from text_version where id = ${from}::uuid)`.execute(db)
		]);
		const made = lineageOf(earlier, later, origins);
		known.set(from, made);
		return made;
	};
}

async function unitsOf(db: Database, versionId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('unitText')
		.select('unitId')
		.where('versionId', '=', versionId)
		.orderBy('position')
		.execute();
	return rows.map(({ unitId }) => unitId);
}

/** The reading texts of a version by unit in one language, read once; a unit without words in it has none. */
function textsOf(db: Database) {
	const known = new Map<string, Map<string, string>>();
	return async (versionId: string, lang: string): Promise<Map<string, string>> => {
		const key = `${versionId} ${lang}`;
		const found = known.get(key);
		if (found) return found;
		const { rows } = await sql<{ unitId: string } & Readable>`
			select unit_id, kind, body from unit_text
			where version_id = ${versionId}::uuid and lang = ${lang}
			union all
			select unit_id, kind, body from unit_translation
			where version_id = ${versionId}::uuid and lang = ${lang}`.execute(db);
		const made = new Map(rows.map((row) => [row.unitId, readingOf(row)]));
		known.set(key, made);
		return made;
	};
}

async function write(
	db: Database,
	versionId: string,
	rows: readonly { contributionId: string; place: Followed | null }[]
) {
	await sql`
		insert into quote_place (version_id, contribution_id, unit_id, start_at, end_at)
		select ${versionId}::uuid, * from unnest(
			${rows.map(({ contributionId }) => contributionId)}::uuid[],
			${rows.map(({ place }) => place?.unitId ?? null)}::uuid[],
			${rows.map(({ place }) => place?.start ?? null)}::integer[],
			${rows.map(({ place }) => place?.end ?? null)}::integer[]
		)
		on conflict (version_id, contribution_id) do nothing`.execute(db);
}
