/** Opens another round on the version that stands: new dates, ruled by the clock as the first ones were. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { acting } from '../consultation/acting.server.ts';
import { publish as publicAct } from '../consultation/public-act.server.ts';
import { reasonOf } from '../consultation/reason.ts';
import { schedule } from '../consultation/schedule.server.ts';
import type { Database } from '../database.server.ts';
import { tell } from '../notifications/news.server.ts';
import { roundObstacle } from './round.ts';

export type NextRound = {
	opensAt: Date;
	closesAt: Date;
	responseBy: Date | null;
	reason: string;
	lang: string;
};

export async function openRound(db: Database, by: Viewer, consultationId: string, sent: NextRound) {
	const reason = reasonOf(sent.reason);
	if (!reason.ok) return reason;
	return acting(db, by, 'round.open', consultationId, 'alone', async (scene) => {
		const { tx, consultation, at } = scene;
		const { opensAt, closesAt, responseBy } = sent;
		const { spaceId, versionId } = consultation;
		const obstacle = roundObstacle(sent, at);
		if (obstacle) return { ok: false as const, obstacle };
		if (!versionId || !consultation.closedAt)
			return { ok: false as const, obstacle: { code: 'not_closed_yet' as const } };

		const { rows } = await sql<{ n: number }>`
			insert into round (consultation_id, n, version_id, opens_at, closes_at, closed_at, answered_at)
			select c.id, coalesce((select max(r.n) from round r where r.consultation_id = c.id), 0) + 1,
				(select v.id from text_version v where v.consultation_id = c.id
					and (v.published_at <= c.opens_at or v.n = 1) order by v.n desc limit 1),
				c.opens_at, c.closes_at, c.closed_at, c.answered_at
			from consultation c where c.id = ${consultationId}::uuid
			returning n`.execute(tx);
		const n = (rows[0]?.n ?? 0) + 1;
		await tx
			.updateTable('consultation')
			.set({
				...{ opensAt, closesAt, responseBy, closedAt: null },
				...{ answeredAt: null, answeredBy: null, answeredBecause: null }
			})
			.where('id', '=', consultationId)
			.execute();
		await schedule(tx, { id: consultationId, opensAt, closesAt });
		const dates = { opens: opensAt.toISOString(), closes: closesAt.toISOString() };
		const act = {
			...{ kind: 'round' as const, body: reason.text, lang: sent.lang, versionId },
			...{ fromAt: opensAt, toAt: closesAt }
		};
		const payload = { n, version: versionId, ...dates };
		const id = await publicAct(scene, act, 'consultation.round_announced', payload);
		const facts = { n, ...dates };
		await tell(tx, { kind: 'round', spaceId, consultationId, versionId, facts, at });
		return { ok: true as const, id, n };
	});
}
