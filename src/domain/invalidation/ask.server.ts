/** A wave of fraud, described: what it would take is counted before anybody asks for it, and somebody else approves it. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred } from '../consultation/acting.server.ts';
import { now } from '../clock.server.ts';
import type { Database } from '../database.server.ts';
import { newId } from '../identity.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { isRule, type Ungrounded } from '../moderation/moderation.ts';
import { statementOf } from '../moderation/statement.ts';
import { fewest, undescribed, type Condition, type Undescribed } from './condition.ts';
import { countsOf, resolved, type Counts } from './wave.server.ts';

export type TooFew = { code: 'too_few'; fewest: number };
export type Previewed =
	{ ok: true; counts: Counts } | { ok: false; obstacle: Undescribed | TooFew };

/** How many people, votes, supports and contributions a condition means; never who. */
export async function preview(
	db: Database,
	consultationId: string,
	condition: Condition
): Promise<Previewed> {
	const kept = undescribed(condition, await now(db));
	if (kept) return { ok: false, obstacle: kept };
	const found = await resolved(db, consultationId, condition);
	if (!found.ok) return found;
	const counts = await countsOf(db, found.wave);
	// So few that the number itself says something about somebody: each of theirs is looked at by itself.
	if (counts.people < fewest) return { ok: false, obstacle: { code: 'too_few', fewest } };
	return { ok: true, counts };
}

export type Asking = { condition: Condition; rule: string; facts: string; lang: string };
export type Asked =
	| { ok: true; id: string }
	| {
			ok: false;
			obstacle: Undescribed | TooFew | Ungrounded | { code: 'rule' } | Barred['obstacle'];
	  };

export function ask(
	db: Database,
	by: Viewer,
	consultationId: string,
	{ condition, rule, facts, lang }: Asking
): Promise<Asked> {
	return acting<Asked>(db, by, 'invalidation.ask', consultationId, 'shared', async (scene) => {
		const { tx, at, consultation, role } = scene;
		// A wave breaks a rule of this house; what breaks a law is decided one by one, by its name.
		if (!isRule(rule) || rule === 'unlawful') return { ok: false, obstacle: { code: 'rule' } };
		const stated = statementOf('refuse', { rule, facts, lang }, '');
		if (!stated.ok) return stated;
		const seen = await preview(tx, consultationId, condition);
		if (!seen.ok) return seen;
		const id = newId();
		const { spaceId } = consultation;
		await tx
			.insertInto('invalidation')
			.values({
				...{ id, spaceId, consultationId, rule, lang, askedBy: by.id, askedAt: at },
				...seen.counts,
				facts: stated.statement.facts,
				condition: JSON.stringify(condition)
			})
			.execute();
		await ledger.record(tx, {
			...{ spaceId, type: 'invalidation.asked', about: ['invalidation', id], role, at },
			personId: by.id,
			payload: { consultation: consultationId, rule, ...seen.counts }
		});
		return { ok: true, id };
	});
}
