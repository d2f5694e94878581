/** Appeals against an act of moderation: its author alone, once, within the time stated with it. */

import type { Viewer } from '../../accounts/viewer.ts';
import type { Database } from '../../database.server.ts';
import { touch } from '../../consultation/lock.server.ts';
import { newId } from '../../identity.ts';
import * as ledger from '../../ledger/ledger.server.ts';
import { inOne } from '../../transaction.server.ts';
import { registerChanged } from '../register.server.ts';
import { mayAppeal, wordsOf, type Obstacle } from './appeal.ts';
import { lockedAct } from './store.server.ts';

export type Appeal = { actId: string; words: string; lang: string };
export type Appealed = { ok: true } | { ok: false; obstacle: Obstacle };

export const appeal = (db: Database, by: Viewer, { actId, words, lang }: Appeal) =>
	inOne(db, async (tx): Promise<Appealed> => {
		const found = await lockedAct(tx, actId);
		if (found?.one.personId !== by.id) return refused({ code: 'missing' });
		const { one, act, at, against } = found;
		const kept = mayAppeal(against, at);
		if (kept) return refused(kept);
		const said = wordsOf(words);
		if (!said.ok) return said;

		await tx
			.insertInto('appeal')
			.values({
				...{ id: newId(), actId, contributionId: one.id, personId: by.id },
				...{ words: said.words, lang, at },
				...{ actBy: act.byId, actAskedBy: act.askedBy }
			})
			.execute();
		await ledger.record(tx, {
			spaceId: one.spaceId,
			type: 'appeal.received',
			about: ['contribution', one.id],
			role: 'PARTICIPANT',
			at,
			payload: { reference: one.reference, act: act.act }
		});
		await touch(tx, one.consultationId);
		await registerChanged(tx, one.spaceId);
		return { ok: true };
	});

const refused = (obstacle: Obstacle): Appealed => ({ ok: false, obstacle });
