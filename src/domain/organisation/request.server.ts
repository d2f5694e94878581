/** Asks for an organisation to be known here; the secretariat decides, and the asker becomes its first voice. */

import { sql } from 'kysely';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import {
	mostWaiting,
	requestObstacle,
	slugOf,
	tidied,
	type Application,
	type RequestObstacle
} from './organisation.ts';

export type Requested = { ok: true; slug: string } | { ok: false; obstacle: RequestObstacle };

export async function requestOrganisation(
	db: Database,
	by: Viewer,
	spaceId: string,
	application: Application
): Promise<Requested> {
	const asked = tidied(application);
	const obstacle = requestObstacle(asked);
	if (obstacle) return { ok: false, obstacle };

	return inOne(db, async (tx) => {
		// Two requests of one name are told apart here, not by luck.
		await sql`select pg_advisory_xact_lock(hashtextextended(${`organisations:${spaceId}`}, 0))`.execute(
			tx
		);
		const found = await obstacleAmong(tx, by.id, spaceId, asked.name);
		if (found) return { ok: false, obstacle: found };

		const at = await now(tx);
		const id = newId();
		const slug = await freeSlug(tx, spaceId, slugOf(asked.name));
		const { name, sector, website } = asked;
		const row = { id, spaceId, slug, name, sector, website: website || null };
		await tx
			.insertInto('organisation')
			.values({ ...row, requestedBy: by.id, requestedAt: at })
			.execute();
		await ledger.record(tx, {
			spaceId,
			type: 'organisation.requested',
			about: ['organisation', id],
			role: 'PARTICIPANT',
			at
		});
		return { ok: true, slug };
	});
}

async function obstacleAmong(tx: Transaction, personId: string, spaceId: string, name: string) {
	const others = await tx
		.selectFrom('organisation')
		.select(['name', 'requestedBy', 'verifiedAt'])
		.where('spaceId', '=', spaceId)
		.where('refusedAt', 'is', null)
		.where((eb) =>
			eb.or([
				eb(eb.fn('lower', ['name']), '=', name.toLowerCase()),
				eb.and([eb('requestedBy', '=', personId), eb('verifiedAt', 'is', null)])
			])
		)
		.execute();
	if (others.some((one) => one.name.toLowerCase() === name.toLowerCase()))
		return { code: 'name_taken', name } as const;
	const mine = others.filter((one) => one.requestedBy === personId && !one.verifiedAt);
	return mine.length >= mostWaiting
		? ({ code: 'too_many_waiting', most: mostWaiting } as const)
		: null;
}

async function freeSlug(tx: Transaction, spaceId: string, wanted: string) {
	const rows = await tx
		.selectFrom('organisation')
		.select('slug')
		.where('spaceId', '=', spaceId)
		.where('slug', 'like', `${wanted}%`)
		.execute();
	const taken = new Set(rows.map((row) => row.slug));
	for (let n = 1; ; n++) {
		const slug = n === 1 ? wanted : `${wanted}-${n}`;
		if (!taken.has(slug)) return slug;
	}
}
