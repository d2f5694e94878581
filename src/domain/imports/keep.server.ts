/** Keeps what was read: as the draft of a new consultation, or as the new text of one that is still a draft. */

import { sql } from 'kysely';
import type { Standing } from '#domain/accounts/viewer.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import { create } from '#domain/consultation/create.server.ts';
import { lock } from '#domain/consultation/lock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { addStep } from '#domain/consultation/draft/store.server.ts';
import { keepTranslation } from '../translation/keep.server.ts';
import { unknown } from '#domain/text/language.ts';
import { draft, mayBeFirst } from '#domain/text/review.ts';
import type { Split } from '#domain/text/split/outcome.ts';
import { plain } from '#domain/text/unit.ts';
import { stages, type ImportObstacle } from './import.ts';

/** Who sent the document, and as what. */
export type Sender = { personId: string | null; role: Standing };
export type Kept = { ok: true; slug: string } | { ok: false; obstacle: ImportObstacle };

const no = (obstacle: ImportObstacle): Kept => ({ ok: false, obstacle });

/** All or nothing; a document that was cancelled meanwhile leaves no trace. */
export async function keep(db: Database, importId: string, by: Sender, read: Split): Promise<Kept> {
	return db.transaction().execute(async (tx) => {
		const row = await tx
			.selectFrom('import')
			.select(['spaceId', 'consultationId', 'lang'])
			.where('id', '=', importId)
			.where('state', '=', 'reading')
			.forUpdate()
			.executeTakeFirst();
		if (!row) return no({ code: 'cancelled' });
		const made =
			row.consultationId && row.lang
				? await keepTranslation(
						tx,
						{ id: row.consultationId, lang: row.lang, byId: by.personId },
						read
					)
				: row.consultationId
					? await replaceText(tx, row.consultationId, by, read)
					: await newDraft(tx, row.spaceId, by, read);
		if (!made) return no({ code: 'not_a_draft' });
		await tx
			.updateTable('import')
			.set({
				state: 'ready',
				stage: 'done',
				percent: stages.done,
				consultationId: made.id,
				warnings: JSON.stringify(read.warnings),
				endedAt: sql<Date>`clock_timestamp()`
			})
			.where('id', '=', importId)
			.execute();
		return { ok: true, slug: made.slug };
	});
}

/** A new consultation with the document as its draft. */
export async function newDraft(tx: Transaction, spaceId: string, by: Sender, read: Split) {
	const space = await tx
		.selectFrom('space')
		.select(['language', 'contact'])
		.where('id', '=', spaceId)
		.executeTakeFirstOrThrow();
	const language = read.language === unknown ? space.language : read.language;
	const beginning = { title: titleOf(read), language, contact: space.contact };
	const made = await create(tx, { spaceId, ...by }, beginning);
	await setFirst(tx, made.id, read);
	const step = { consultationId: made.id, revision: 1, byId: by.personId };
	await addStep(tx, { ...step, act: { op: 'import' } }, draft(read.units, read.guessed));
	return made;
}

async function replaceText(tx: Transaction, id: string, by: Sender, read: Split) {
	const locked = await lock(tx, id, 'alone');
	if (!locked || stateOf(locked.consultation, locked.at) !== 'DRAFT') return null;
	const { draftRevision, slug } = locked.consultation;
	await setFirst(tx, id, read);
	const step = { consultationId: id, revision: draftRevision + 1, byId: by.personId };
	await addStep(tx, { ...step, act: { op: 'import' } }, draft(read.units, read.guessed));
	return { id, slug };
}

/** Units begin with the number the document itself gives the first of them, where it gives any. */
async function setFirst(tx: Transaction, id: string, { firstNumber }: Split): Promise<void> {
	if (firstNumber === undefined || !mayBeFirst(firstNumber)) return;
	await tx.updateTable('consultation').set({ firstNumber }).where('id', '=', id).execute();
}

/** What the document is called; a text without any title is called by its first words. */
function titleOf({ title, units }: Split): string {
	const [first] = units;
	const words = title || (first ? plain(first) : '');
	return [...words.replace(/\s+/g, ' ').trim()].slice(0, title ? 200 : 80).join('') || '—';
}
