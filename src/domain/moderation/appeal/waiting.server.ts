/** The appeals that wait for somebody who had no part in the act, the longest waiting first. */

import { sql } from 'kysely';
import { holds, type Viewer } from '../../accounts/viewer.ts';
import type { Database } from '../../database.server.ts';

export const pageSize = 20;

type Row = {
	id: string;
	words: string;
	lang: string;
	at: Date;
	act: string;
	rule: string;
	facts: string;
	factsLang: string | null;
	law: string | null;
	requestedBy: string | null;
	automated: boolean;
	actAt: Date;
	reference: string;
	state: string;
	body: string;
	bodyLang: string;
	author: string;
	slug: string;
	title: string;
};

const conditionsFor = (viewer: Viewer, spaceId: string) => ({
	seen: holds(viewer, spaceId, 'SECRETARIAT') ? sql`true` : sql`k.visibility = 'public'`,
	another: sql`${viewer.id}::uuid is distinct from p.act_by
		and ${viewer.id}::uuid is distinct from p.act_asked_by
		and ${viewer.id}::uuid is distinct from k.person_id`
});

/** How many wait for this person, and how many for somebody else than them. */
export async function countAppeals(db: Database, viewer: Viewer, spaceId: string) {
	const { seen, another } = conditionsFor(viewer, spaceId);
	const { rows } = await sql<{ mine: number; others: number }>`
		select (count(*) filter (where ${another}))::int as mine,
			(count(*) filter (where not (${another})))::int as others
		from appeal p join contribution k on k.id = p.contribution_id
		where p.decided_at is null and k.space_id = ${spaceId} and ${seen}`.execute(db);
	return rows[0] ?? { mine: 0, others: 0 };
}

/**
 * One page of those this person may decide, how many there are, and how many wait for somebody else because
 * this person took the act or said what it is about.
 */
export async function waitingAppeals(db: Database, viewer: Viewer, spaceId: string, page = 1) {
	const { seen, another } = conditionsFor(viewer, spaceId);
	const [{ mine, others }, listed] = await Promise.all([
		countAppeals(db, viewer, spaceId),
		sql<Row>`
			select p.id, p.words, p.lang, p.at, a.act, a.rule, a.facts, a.lang as facts_lang, a.law,
				a.requested_by, a.automated, a.at as act_at, k.reference, k.state, k.body, k.lang as body_lang,
				k.author_name as author, c.slug, c.title
			from appeal p
			join contribution k on k.id = p.contribution_id
			join moderation_act a on a.id = p.act_id
			join consultation c on c.id = k.consultation_id
			where p.decided_at is null and k.space_id = ${spaceId} and ${seen} and ${another}
			order by p.at, p.id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db)
	]);
	return { total: mine, others, items: listed.rows };
}
