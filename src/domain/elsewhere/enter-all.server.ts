/** Enters the accepted rows of a file, some at a time: what is entered and that it is entered stand or fall together. */

import { sql } from 'kysely';
import { stillHolds } from '../accounts/store.server.ts';
import type { Standing } from '../accounts/viewer.ts';
import { stateOf } from '../consultation/consultation.ts';
import { lock, touch } from '../consultation/lock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { possibleIn } from '../policy/acts.ts';
import { judged, judgingOf } from './check.server.ts';
import { foldLater } from './fold.server.ts';
import { batch } from './import.ts';
import { tellEntered } from './tell-entered.server.ts';
import { end, nextRows, setFindings } from './store.server.ts';
import { write } from './write.server.ts';

/** To the last row; begun again, it goes on where it was. */
export async function enterAll(db: Database, id: string): Promise<void> {
	while ((await enterNext(db, id)) === 'more') await new Promise((resume) => setTimeout(resume, 5));
}

/** The next rows, in one transaction. */
export async function enterNext(db: Database, id: string): Promise<'more' | 'over'> {
	const file = await db
		.selectFrom('contributionImport')
		.select('consultationId')
		.where('id', '=', id)
		.executeTakeFirst();
	if (!file) return 'over';
	return db.transaction().execute(async (tx) => {
		const held = await lock(tx, file.consultationId, 'shared');
		const accepted = await tx
			.selectFrom('contributionImport')
			.select(['acceptedBy', 'acceptedAs'])
			.where('id', '=', id)
			.where('state', '=', 'entering')
			.forUpdate()
			.executeTakeFirst();
		if (!held?.consultation.versionId || !accepted) return 'over';
		const { consultation, at } = held;
		const role = accepted.acceptedAs as Standing;
		const possible = possibleIn('contribution.enter', stateOf(consultation, at));
		const { acceptedBy } = accepted;
		const allowed = acceptedBy && (await stillHolds(tx, acceptedBy, consultation.spaceId, role));
		if (!possible || !allowed) {
			const code = possible ? 'no_longer_allowed' : 'over';
			await end(tx, id, ['entering'], 'refused', { code });
			return conclude(tx, id, at);
		}
		const judging = await judgingOf(tx, id, role === 'SECRETARIAT');
		const rows = await nextRows(tx, id, { after: 0, limit: batch, open: true });
		if (!judging || rows.length === 0) return finish(tx, id, at);

		// Since they were checked an id may have been entered, an organisation have gone.
		const found = await judged(tx, judging, rows);
		await setFindings(
			tx,
			id,
			found.filter(({ faults }) => faults.length > 0)
		);
		const good = found.flatMap(({ line, entry, faults }) =>
			entry && faults.length === 0 ? [{ line, entry }] : []
		);
		const { versionId } = held.consultation;
		const written = await write(
			tx,
			{
				...{ consultation, versionId, period: judging.facts.period, at, role },
				...{ byId: acceptedBy, importId: id }
			},
			good.map(({ entry }) => entry)
		);
		await settle(
			tx,
			id,
			good.map(({ line }, at) => ({ line, id: written[at]?.id ?? null }))
		);
		await touch(tx, consultation.id);
		return rows.length < batch ? finish(tx, id, at) : 'more';
	});
}

/** Rows that are entered keep their line and lead to their contribution; their words are the contribution's now. */
async function settle(tx: Transaction, id: string, rows: { line: number; id: string | null }[]) {
	await sql`update contribution_import_row r set contribution_id = j.id, cells = '[]'
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) j(line int, id uuid)
		where r.import_id = ${id} and r.line = j.line`.execute(tx);
	await tx
		.updateTable('contributionImport')
		.set((eb) => ({ done: eb('done', '+', rows.length) }))
		.where('id', '=', id)
		.execute();
}

async function finish(tx: Transaction, id: string, at: Date): Promise<'over'> {
	await sql`update contribution_import set state = 'entered', ended_at = clock_timestamp(), faults = (
			select count(*) from contribution_import_row where import_id = ${id} and faults <> '[]'
		) where id = ${id} and state = 'entering'`.execute(tx);
	return conclude(tx, id, at);
}

/** What follows once nothing more of a file is entered, be it whole or not. */
export async function conclude(tx: Transaction, id: string, at: Date): Promise<'over'> {
	await tellEntered(tx, id, at);
	await foldLater(tx, id);
	return 'over';
}
