/** Begins a response to contributions: named one by one, with the replies under them, or all of a group. */

import { sql } from 'kysely';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { acting, type Barred, type Scene } from '#domain/consultation/acting.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId, newResponseReference } from '#domain/identity.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { gather, groupToAnswer, named, type NotTaken } from './gather.server.ts';
import { columnsOf, keepLinks, keepRevisionRow } from './keep.server.ts';
import type { Fields } from './response.ts';

export type Asked = {
	/** References of contributions, or the id of a group. */
	to: readonly string[] | { group: string };
	/** With the replies under them. */
	replies: boolean;
	lang: string;
};

export type Begun =
	| { ok: true; reference: string }
	| Barred
	| { ok: false; obstacle: NotTaken | { code: 'no_such_group' } };

export function draft(
	db: Database,
	by: Viewer,
	consultationId: string,
	asked: Asked
): Promise<Begun> {
	return inOne(db, (tx) =>
		acting<Begun>(tx, by, 'response.draft', consultationId, 'shared', async (scene) => {
			const found = await toAnswer(scene, by, asked);
			if (!found.ok) return found;
			const agencyId = await agencyFor(scene, by, found.ids);
			const fields = { ...blank, lang: asked.lang, agencyId };
			const { id, reference } = await insert(scene, fields);
			await gather(scene.tx, id, found.ids, asked.replies);
			await began(scene, id, reference);
			return { ok: true, reference };
		})
	);
}

const blank: Fields = {
	...{ input: '', consideration: '', influence: '', reasons: '', beyond: '' },
	...{ kind: null, lang: 'en', decidedBy: '', consideredOn: null, agencyId: null },
	...{ units: [], references: [] }
};

async function toAnswer(scene: Scene, by: Viewer, { to }: Asked) {
	if (!('group' in to)) return named(scene.tx, by, scene.consultation, to);
	const group = await groupToAnswer(scene.tx, by, scene.consultation, to.group);
	if (!group) return { ok: false as const, obstacle: { code: 'no_such_group' as const } };
	const rows = await scene.tx
		.selectFrom('contribution')
		.select('id')
		.where('groupId', '=', group.id)
		.where('state', 'in', ['published', 'held'])
		.where('responseId', 'is', null)
		.execute();
	if (rows.length === 0)
		return { ok: false as const, obstacle: { code: 'nothing_to_answer' as const } };
	return { ok: true as const, ids: rows.map(({ id }) => id) };
}

/** The body all of them were given to; else the one an editor of a body speaks for. */
async function agencyFor({ tx, consultation, role }: Scene, by: Viewer, ids: readonly string[]) {
	const rows = await tx
		.selectFrom('contribution')
		.select('agencyId')
		.distinct()
		.where('id', '=', sql<string>`any (${ids}::uuid[])`)
		.limit(2)
		.execute();
	if (rows.length === 1 && rows[0]?.agencyId) return rows[0].agencyId;
	const own = by.organisations.filter(({ spaceId }) => spaceId === consultation.spaceId);
	return role === 'AGENCY_EDITOR' && own.length === 1 ? (own[0]?.id ?? null) : null;
}

/** Writes a draft under a reference nobody has yet, with its first revision. */
export async function insert(
	{ tx, consultation, at, personId }: Scene,
	fields: Fields,
	more: { supersedes?: string; templateId?: string | null } = {}
) {
	const id = newId();
	for (let attempt = 0; attempt < 20; attempt++) {
		const made = await tx
			.insertInto('reasonedResponse')
			.values({
				...{ id, reference: newResponseReference(), spaceId: consultation.spaceId },
				...{ consultationId: consultation.id, state: 'draft', ...more },
				...{ createdBy: personId, createdAt: at, changedBy: personId, changedAt: at },
				...columnsOf(fields),
				lang: fields.lang
			})
			.onConflict((on) => on.column('reference').doNothing())
			.returning('reference')
			.executeTakeFirst();
		if (!made) continue;
		await keepRevisionRow(tx, { id, revision: 1, by: personId, at }, fields);
		await keepLinks(tx, id, fields);
		return { id, reference: made.reference };
	}
	throw new Error('No free reference was found.');
}

/** On record: that somebody began to answer; what they write is nobody's until it is published. */
export async function began(
	{ tx, consultation, at, role, personId }: Scene,
	id: string,
	reference: string
) {
	const { spaceId } = consultation;
	await record(tx, {
		...{ spaceId, type: 'response.drafted', about: ['reasoned_response', id] },
		...{ role, personId, at, payload: { reference } }
	});
}
