/** A second and further version of a text, written as rows: for tests of how versions are read. */

import { now } from '#domain/clock.server.ts';
import { touch } from '#domain/consultation/lock.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { hash } from '#domain/text/hash.server.ts';
import { plain, type Unit } from '#domain/text/unit.ts';
import type { ChangeKind, How } from '#domain/version/version.ts';

/** What a unit of the next version is, and what is said to have happened to it. */
export type Next = {
	/** The unit it goes on being; a new one where none is named. */
	id?: string;
	unit: Unit;
	from?: readonly string[];
	change?: Change;
};
export type Change = {
	kind: ChangeKind;
	moved?: boolean;
	note?: string;
	because?: readonly { id: string; how?: How }[];
	answers?: readonly string[];
};
type More = { removed?: Record<string, Change>; note?: string; noteLang?: string };

/** The units of the version that stands, in their order. */
export async function unitsNow(db: Database, consultationId: string) {
	const rows = await db
		.selectFrom('unitText as t')
		.innerJoin('consultation as c', 'c.versionId', 't.versionId')
		.select(['t.unitId', 't.number', 't.kind', 't.level', 't.lang', 't.body', 't.plain'])
		.where('c.id', '=', consultationId)
		.orderBy('t.position')
		.execute();
	return rows.map(({ unitId, number, plain: words, ...rest }) => {
		const { level, ...unit } = rest;
		const whole = level === null ? unit : { ...unit, level };
		return { id: unitId, number, words, unit: whole as unknown as Unit };
	});
}

/** Publishes these units as the next version; answers its id, its number and the ids of its units. */
export async function nextVersion(
	db: Database,
	consultationId: string,
	units: readonly Next[],
	{ removed = {}, note = '', noteLang = 'en' }: More = {}
) {
	return db.transaction().execute(async (tx) => {
		const before = await tx
			.selectFrom('textVersion')
			.select(['id', 'n'])
			.where('consultationId', '=', consultationId)
			.orderBy('n', 'desc')
			.executeTakeFirstOrThrow();
		const [id, n] = [newId(), before.n + 1];
		const publishedAt = await now(tx);
		await tx
			.insertInto('textVersion')
			.values({ id, consultationId, n, baseId: before.id, publishedAt, note, noteLang })
			.execute();
		let number = 0;
		const rows = units.map((one, position) => ({
			...one,
			id: one.id ?? newId(),
			isNew: one.id === undefined,
			position,
			number: one.unit.kind === 'heading' ? null : ++number
		}));
		const fresh = rows.filter(({ isNew }) => isNew);
		if (fresh.length > 0)
			await tx
				.insertInto('unit')
				.values(fresh.map((one) => ({ id: one.id, consultationId })))
				.execute();
		const texts = rows.map(({ id: unitId, position, number, unit }) => ({
			...{ versionId: id, unitId, position, number, kind: unit.kind, lang: unit.lang },
			...{ level: unit.kind === 'heading' ? unit.level : null, body: JSON.stringify(unit.body) },
			...{ plain: plain(unit), hash: hash(unit) }
		}));
		await tx.insertInto('unitText').values(texts).execute();
		const origins = rows.flatMap(({ id: unitId, from = [] }) =>
			from.map((fromUnitId) => ({ versionId: id, unitId, fromUnitId }))
		);
		if (origins.length > 0) await tx.insertInto('unitOrigin').values(origins).execute();
		const changed = rows.flatMap((one) => (one.change ? [[one.id, one.change] as const] : []));
		for (const [unitId, change] of [...changed, ...Object.entries(removed)]) {
			const at = { versionId: id, unitId };
			const { kind, moved = kind === 'move', note: why = '', because = [], answers = [] } = change;
			await tx
				.insertInto('unitChange')
				.values({ ...at, kind, moved, note: why, noteLang: 'en' })
				.execute();
			for (const cause of because)
				await tx
					.insertInto('unitChangeContribution')
					.values({ ...at, contributionId: cause.id, how: cause.how ?? 'because' })
					.execute();
			for (const responseId of answers)
				await tx
					.insertInto('unitChangeResponse')
					.values({ ...at, responseId })
					.execute();
		}
		await tx
			.updateTable('consultation')
			.set({ versionId: id })
			.where('id', '=', consultationId)
			.execute();
		await touch(tx, consultationId);
		return { id, n, unitIds: rows.map((one) => one.id) };
	});
}
