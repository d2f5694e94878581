/** Takes a file of contributions in: a row that shows how far it is. Reading it comes next. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { acting } from '../consultation/acting.server.ts';
import type { State } from '../consultation/consultation.ts';
import type { Database } from '../database.server.ts';
import { newId } from '../identity.ts';
import { collapse } from '../text/characters.ts';
import { wallIn } from '../consultation/moments.ts';
import { periodOf } from './facts.server.ts';
import { limits, running } from './import.ts';

export type ReceiveObstacle =
	| { code: 'missing' | 'not_allowed' }
	| { code: 'wrong_state'; state: State }
	| { code: 'too_many_at_once'; limit: number };

type Received = { ok: true; id: string } | { ok: false; obstacle: ReceiveObstacle };
const refused = (obstacle: ReceiveObstacle): Received => ({ ok: false, obstacle });

export function receive(
	db: Database,
	by: Viewer,
	consultationId: string,
	fileName: string
): Promise<Received> {
	return acting(db, by, 'contribution.enter', consultationId, 'shared', async (scene) => {
		const { tx, consultation, at, personId } = scene;
		const period = await periodOf(tx, consultation);
		if (!period) return refused({ code: 'missing' });
		await sql`select pg_advisory_xact_lock(hashtextextended(${`elsewhere:${consultationId}`}, 0))`.execute(
			tx
		);
		const { count } = await tx
			.selectFrom('contributionImport')
			.select(({ fn }) => fn.countAll<string>().as('count'))
			.where('consultationId', '=', consultationId)
			.where('state', 'in', running)
			.executeTakeFirstOrThrow();
		if (Number(count) >= limits.atOnce)
			return refused({ code: 'too_many_at_once', limit: limits.atOnce });
		const id = newId();
		const [today, last] = [at, period.closesAt].map((one) => wallIn(period.zone, one).date);
		await tx
			.insertInto('contributionImport')
			.values({
				...{ id, consultationId, byId: personId, state: 'reading', lang: consultation.language },
				fileName: collapse(fileName).slice(0, 200) || '—',
				...{ channel: 'letter', consent: 'named' },
				// The latest day there can be, until somebody says otherwise.
				receivedOn: (today ?? '') < (last ?? '') ? (today ?? '') : (last ?? '')
			})
			.execute();
		return { ok: true, id };
	});
}
