/** Another person decides about a described wave, and can undo within thirty days what was decided. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred, type Scene } from '../consultation/acting.server.ts';
import { touch } from '../consultation/lock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { enqueue } from '../jobs.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { reversibleUntil, type State } from './condition.ts';
import * as store from './store.server.ts';
import { resolved, takenOf } from './wave.server.ts';

export type Decided =
	| { ok: true }
	| {
			ok: false;
			obstacle:
				| Barred['obstacle']
				| { code: 'yourself' }
				| { code: 'decided'; as: State }
				| { code: 'over'; until: Date }
				| { code: 'nobody_left' };
	  };
type Kind = 'approved' | 'declined' | 'reversed';
type Which = { consultationId: string; id: string };

/** From here on nobody it means adds anything; what they did is taken out by a job, some people at a time. */
export const approve = (db: Database, by: Viewer, which: Which) =>
	deciding(db, by, which, 'asked', async ({ tx, at }, one) => {
		const people = await name(tx, one);
		if (people === 0) return { ok: false, obstacle: { code: 'nobody_left' } };
		await tx
			.updateTable('invalidation')
			.set({ approvedBy: by.id, approvedAt: at, people })
			.where('id', '=', one.id)
			.execute();
		return 'approved';
	});

export const decline = (db: Database, by: Viewer, which: Which) =>
	deciding(db, by, which, 'asked', async ({ tx, at }, one) => {
		await tx
			.updateTable('invalidation')
			.set({ declinedBy: by.id, declinedAt: at })
			.where('id', '=', one.id)
			.execute();
		return 'declined';
	});

export const reverse = (db: Database, by: Viewer, which: Which) =>
	deciding(db, by, which, 'standing', async ({ tx, at }, one) => {
		const until = reversibleUntil(one.approvedAt ?? at);
		if (at > until) return { ok: false, obstacle: { code: 'over', until } };
		await tx
			.updateTable('invalidation')
			.set({ reversedBy: by.id, reversedAt: at })
			.where('id', '=', one.id)
			.execute();
		return 'reversed';
	});

/**
 * What every decision shares: somebody else than who asked, a state, a record. Others vote meanwhile: what is meant
 * ended before it was asked for, so nothing new can be meant.
 */
function deciding(
	db: Database,
	by: Viewer,
	{ consultationId, id }: Which,
	from: State,
	decide: (scene: Scene, one: store.Locked) => Promise<Kind | Exclude<Decided, { ok: true }>>
): Promise<Decided> {
	return acting<Decided>(
		db,
		by,
		'invalidation.approve',
		consultationId,
		'shared',
		async (scene) => {
			const { tx, at, role, consultation } = scene;
			const one = await store.locked(tx, consultationId, id);
			if (!one) return { ok: false, obstacle: { code: 'missing' } };
			if (one.askedBy === by.id) return { ok: false, obstacle: { code: 'yourself' } };
			if (one.state !== from) return { ok: false, obstacle: { code: 'decided', as: one.state } };
			const kind = await decide(scene, one);
			if (typeof kind !== 'string') return kind;
			await ledger.record(tx, {
				spaceId: consultation.spaceId,
				type: `invalidation.${kind}`,
				about: ['invalidation', id],
				role,
				personId: by.id,
				at,
				payload: { consultation: consultationId, rule: one.rule }
			});
			if (kind === 'declined') return { ok: true };
			await enqueue(tx, 'invalidate', { id }, { jobKey: `invalidate ${id}` });
			await touch(tx, consultationId);
			return { ok: true };
		}
	);
}

/** Writes down whom and which of their contributions it means, for whenever the job comes to them; answers how many people. */
async function name(tx: Transaction, one: store.Locked): Promise<number> {
	const found = await resolved(tx, one.consultationId, one.condition);
	if (!found.ok) return 0;
	const { numAffectedRows } = await sql`
		insert into invalidation_person (person_id, consultation_id, invalidation_id)
		select distinct person_id, ${one.consultationId}::uuid, ${one.id}::uuid from (${sql.join(
			takenOf(found.wave).map(([, query]) => sql`select person_id from (${query}) one`),
			sql` union all `
		)}) who`.execute(tx);
	const said = takenOf(found.wave).find(([kind]) => kind === 'contributions')?.[1];
	if (said)
		await sql`update invalidation set said = array(select contribution_id from (${said}) one)
			where id = ${one.id}`.execute(tx);
	return Number(numAffectedRows ?? 0);
}
