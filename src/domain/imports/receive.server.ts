/** Takes a document in: a row that shows its progress. Reading it comes next. */

import { sql } from 'kysely';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { roleFor } from '#domain/consultation/acting.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { collapse } from '#domain/text/characters.ts';
import { inOne } from '#domain/transaction.server.ts';
import { mostAtOnce } from './import.ts';

export type Received = {
	spaceId: string;
	consultationId: string | null;
	fileName: string;
	lang?: string | null;
};

export type ReceiveObstacle = { code: 'not_allowed' } | { code: 'too_many_at_once'; limit: number };

const no = (obstacle: ReceiveObstacle) => ({ ok: false as const, obstacle });

export async function receive(
	db: Database,
	by: Viewer,
	{ spaceId, consultationId, fileName, lang = null }: Received
) {
	if (!roleFor(by, 'import.send', spaceId)) return no({ code: 'not_allowed' });
	return inOne(db, async (tx) => {
		await sql`select pg_advisory_xact_lock(hashtextextended(${`imports:${spaceId}`}, 0))`.execute(
			tx
		);
		const { count } = await tx
			.selectFrom('import')
			.select(({ fn }) => fn.countAll<string>().as('count'))
			.where('spaceId', '=', spaceId)
			.where('state', '=', 'reading')
			.executeTakeFirstOrThrow();
		if (Number(count) >= mostAtOnce) return no({ code: 'too_many_at_once', limit: mostAtOnce });
		const id = newId();
		const name = collapse(fileName).slice(0, 200);
		await tx
			.insertInto('import')
			.values({ id, spaceId, consultationId, byId: by.id, fileName: name, lang, state: 'reading' })
			.execute();
		return { ok: true as const, id };
	});
}
