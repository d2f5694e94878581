/** Publishes the next version: its text, what changed since and because of what; votes on changed words stay with the old ones. */

import { createHash } from 'node:crypto';
import { sql, type Insertable } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Scene } from '../consultation/acting.server.ts';
import { publish as publicAct } from '../consultation/public-act.server.ts';
import { reasonOf } from '../consultation/reason.ts';
import type { Database, Transaction } from '../database.server.ts';
import { newId } from '../identity.ts';
import { enqueue } from '../jobs.server.ts';
import { tell } from '../notifications/news.server.ts';
import type { UnitText } from '../tables.server.ts';
import { hash } from '../text/hash.server.ts';
import { plain } from '../text/unit.ts';
import { withAnswers } from './answers.server.ts';
import { draftAt, lockedDraft, type NextVersion } from './draft.server.ts';
import type { Change } from './net.ts';
import { setVotesAside } from './set-aside.server.ts';
import { keepsVotes } from './version.ts';

export type Publication = {
	/** The revision that was looked through and is meant. */
	revision: number;
	/** What changed in general, for everyone to read. */
	note: string;
	noteLang: string;
};

const no = (code: 'no_draft' | 'changed_meanwhile' | 'nothing_changed') => ({
	ok: false as const,
	obstacle: { code }
});

/** Rows to a statement: PostgreSQL takes 65,535 parameters at once. */
const batch = 1000;

export async function publishVersion(
	db: Database,
	by: Viewer,
	consultationId: string,
	sent: Publication
) {
	const note = reasonOf(sent.note);
	if (!note.ok) return note;
	// Alone: whoever edits just now is through, and nobody counts votes while they move.
	return acting(db, by, 'version.publish', consultationId, 'alone', async (scene) => {
		const { tx } = scene;
		const kept = await lockedDraft(tx, consultationId);
		if (!kept) return no('no_draft');
		if (kept.revision !== sent.revision) return no('changed_meanwhile');
		const drafted = await draftAt(tx, kept, kept.revision);
		if (drafted.changes.length === 0) return no('nothing_changed');
		const changes = await withAnswers(tx, consultationId, drafted.changes);
		const next = { ...drafted, changes };

		const edition = { body: note.text, lang: sent.noteLang };
		const { versionId, n } = await write(scene, next, edition);
		const lost = changes.filter(({ kind, before }) => before && !keepsVotes(kind));
		const votes = await setVotesAside(
			tx,
			kept.baseId,
			lost.map(({ unitId }) => unitId)
		);
		await carryLanguages(tx, kept.baseId, versionId);
		await tx
			.updateTable('consultation')
			.set({ versionId })
			.where('id', '=', consultationId)
			.execute();
		await tx.deleteFrom('versionDraft').where('consultationId', '=', consultationId).execute();
		await renewAuthors(scene, changes);
		await announce(scene, { versionId, n, next, votes, edition });
		return { ok: true as const, versionId, n };
	});
}

type Note = { body: string; lang: string };

/** The version, its units and what happened to each. */
async function write({ tx, consultation, at, personId }: Scene, next: NextVersion, note: Note) {
	const versionId = newId();
	const consultationId = consultation.id;
	const last = await tx
		.selectFrom('textVersion')
		.select(({ fn }) => fn.max('n').as('n'))
		.where('consultationId', '=', consultationId)
		.executeTakeFirst();
	const n = (last?.n ?? 0) + 1;
	await tx
		.insertInto('textVersion')
		.values({
			...{ id: versionId, consultationId, n, publishedAt: at, baseId: next.baseId },
			...{ note: note.body, noteLang: note.lang, publishedBy: personId }
		})
		.execute();
	await writeUnits(tx, versionId, consultationId, consultation.firstNumber, next);
	await writeChanges(tx, versionId, next.changes);
	return { versionId, n };
}

async function writeUnits(
	tx: Transaction,
	versionId: string,
	consultationId: string,
	firstNumber: number,
	{ base, baseId, draft }: NextVersion
) {
	const known = new Map(base.map(({ unitId, unit }) => [unitId, hash(unit)]));
	let next = firstNumber;
	const rows = draft.entries.map(({ unitId, unit }, position): Insertable<UnitText> => ({
		...{ versionId, unitId, position },
		number: unit.kind === 'heading' ? null : next++,
		...{ kind: unit.kind, level: unit.kind === 'heading' ? unit.level : null, lang: unit.lang },
		...{ body: JSON.stringify(unit.body), plain: plain(unit), hash: hash(unit) }
	}));
	const isKept = ({ unitId, hash }: (typeof rows)[number]) => known.get(unitId) === hash;
	const kept = rows.filter(isKept);
	// As they are, whole: the words of a unit nobody touched never leave the database.
	await sql`insert into unit_text
			(version_id, unit_id, position, number, kind, level, lang, body, plain, hash)
		select ${versionId}::uuid, t.unit_id, k.position, k.number, t.kind, t.level, t.lang, t.body, t.plain, t.hash
		from unnest(${kept.map(({ unitId }) => unitId)}::uuid[],
			${kept.map(({ position }) => position)}::int[],
			${kept.map(({ number }) => number ?? null)}::int[]) as k (unit_id, position, number)
		join unit_text t on t.version_id = ${baseId}::uuid and t.unit_id = k.unit_id`.execute(tx);
	const changed = rows.filter((row) => !isKept(row));
	for (let from = 0; from < changed.length; from += batch) {
		const some = changed.slice(from, from + batch);
		const units = some.flatMap(({ unitId }) =>
			known.has(unitId) ? [] : [{ id: unitId, consultationId }]
		);
		if (units.length) await tx.insertInto('unit').values(units).execute();
		await tx.insertInto('unitText').values(some).execute();
	}
}

async function writeChanges(tx: Transaction, versionId: string, changes: readonly Change[]) {
	const each = async <Row>(rows: Row[], insert: (some: Row[]) => Promise<unknown>) => {
		for (let from = 0; from < rows.length; from += batch)
			await insert(rows.slice(from, from + batch));
	};
	const of = ({ unitId }: Change) => ({ versionId, unitId });
	await each(
		changes.map((change) => {
			const { kind, moved, reasons } = change;
			const { note, noteLang } = reasons;
			return { ...of(change), kind, moved, note, noteLang };
		}),
		(rows) => tx.insertInto('unitChange').values(rows).execute()
	);
	await each(
		changes.flatMap((change) => change.from.map((fromUnitId) => ({ ...of(change), fromUnitId }))),
		(rows) => tx.insertInto('unitOrigin').values(rows).execute()
	);
	await each(
		changes.flatMap((change) =>
			change.reasons.contributions.map(({ id, how }) => ({
				...of(change),
				contributionId: id,
				how
			}))
		),
		(rows) => tx.insertInto('unitChangeContribution').values(rows).execute()
	);
	const responses = await stillThere(tx, changes);
	await each(
		changes.flatMap((change) =>
			change.reasons.responses
				.filter((responseId) => responses.has(responseId))
				.map((responseId) => ({ ...of(change), responseId }))
		),
		(rows) => tx.insertInto('unitChangeResponse').values(rows).execute()
	);
}

/** The responses that changes name; a draft may have been thrown away since it was named. */
async function stillThere(tx: Transaction, changes: readonly Change[]): Promise<Set<string>> {
	const { rows } = await sql<{ id: string }>`select id from reasoned_response
		where id = any (${changes.flatMap(({ reasons }) => reasons.responses)}::uuid[])`.execute(tx);
	return new Set(rows.map(({ id }) => id));
}

/** Words in other languages go along with every unit that says what it said; the others wait for theirs. */
async function carryLanguages(tx: Transaction, baseId: string, versionId: string) {
	await sql`insert into text_language (version_id, lang, n, published_at, words)
		select ${versionId}::uuid, lang, n, published_at, words from text_language
		where version_id = ${baseId}::uuid`.execute(tx);
	await sql`insert into unit_translation
			(version_id, unit_id, lang, of_lang, kind, body, plain, hash)
		select ${versionId}::uuid, t.unit_id, t.lang, t.of_lang, t.kind, t.body, t.plain, t.hash
		from unit_translation t
		join unit_text old on old.version_id = t.version_id and old.unit_id = t.unit_id
		join unit_text young on young.version_id = ${versionId}::uuid and young.unit_id = t.unit_id
			and young.hash = old.hash
		where t.version_id = ${baseId}::uuid`.execute(tx);
}

/** Whoever caused a change, by what they said or by the answer to it, has news of it. */
async function renewAuthors({ tx, consultation, at }: Scene, changes: readonly Change[]) {
	const contributions = changes.flatMap(({ reasons }) => reasons.contributions.map(({ id }) => id));
	const responses = changes.flatMap(({ reasons }) => reasons.responses);
	if (contributions.length + responses.length === 0) return;
	await sql`update contribution set news_at = ${at}
		where consultation_id = ${consultation.id}::uuid
			and (id = any (${contributions}::uuid[]) or response_id = any (${responses}::uuid[]))`.execute(tx);
}

type Made = { versionId: string; n: number; next: NextVersion; votes: number; edition: Note };

/** For everyone to read, in the ledger, and to whoever follows. */
async function announce(scene: Scene, { versionId, n, next, votes, edition }: Made) {
	const { tx, consultation, at } = scene;
	const { id: consultationId, spaceId } = consultation;
	const counts = Object.fromEntries(
		[...Map.groupBy(next.changes, ({ kind }) => kind)].map(([kind, some]) => [kind, some.length])
	);
	const print = createHash('sha256');
	for (const { unit } of next.draft.entries) print.update(hash(unit));
	const payload = {
		...{ version: versionId, n, base: next.baseId, units: next.draft.entries.length },
		...{ changes: counts, votesSetAside: votes, text: print.digest('hex') }
	};
	const act = { kind: 'version' as const, ...edition, versionId };
	await publicAct(scene, act, 'version.published', payload);
	const facts = { n, changes: next.changes.length };
	// Words that remarks are about are looked for in the new text.
	await enqueue(tx, 'place_quotes', { id: versionId }, { jobKey: `place_quotes ${versionId}` });
	await tell(tx, { kind: 'version', spaceId, consultationId, versionId, facts, at });
}
