/** The answer desk of one open consultation: who works at it, and four contributions that wait on it. */

import { sql } from 'kysely';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { send, type Said } from '#domain/contribution/send.server.ts';
import type { Database } from '#domain/database.server.ts';
import { everything, type Filter } from '#domain/desk/filter.ts';
import { queue } from '#domain/desk/queue.server.ts';
import { scopeOf } from '#domain/desk/scope.ts';
import { newId } from '#domain/identity.ts';
import { begin } from '#domain/theme/keep.server.ts';
import { office, openIn, person } from './staff.ts';

export async function deskOf(db: Database) {
	const place = await office(db);
	const { spaceId, secretariat } = place;
	const { id: consultationId } = await openIn(db, place);
	const author = await person(db, 'Author');
	const editor = await person(db, 'Editor', [{ spaceId, role: 'AGENCY_EDITOR' }]);
	const [agencyId, bodyId] = [newId(), newId()];
	for (const [by, role] of [
		[secretariat, 'SECRETARIAT'],
		[editor, 'AGENCY_EDITOR']
	] as const)
		await sql`insert into role_grant (id, space_id, person_id, role, from_at)
			values (${newId()}, ${spaceId}, ${by.id}, ${role}, now() - interval '1 day')`.execute(db);
	await sql`insert into organisation (id, space_id, slug, name, sector, verified_at) values
		(${agencyId}, ${spaceId}, 'ministry', 'Ministry', 'GOVERNMENT', now()),
		(${bodyId}, ${spaceId}, 'club', 'Club', 'CIVIL_SOCIETY', now())`.execute(db);
	const theme = await begin(db, secretariat, spaceId, { names: { en: 'Money' }, basis: 'SECTOR' });
	if (!theme.ok) throw new Error('No theme.');

	const seenBy = (by: Viewer) => scopeOf(by, spaceId, consultationId);
	const shown = async (filter: Partial<Filter>, by = secretariat) =>
		(await queue(db, seenBy(by), { ...everything, ...filter })).lines.map((line) => line.reference);
	const said = await fourSaid(db, consultationId, author);
	return {
		...{ spaceId, consultationId, secretariat, editor, author, agencyId, bodyId },
		...{ scope: seenBy(secretariat), seenBy, shown, all: Object.values(said), ...said }
	};
}

async function fourSaid(db: Database, consultationId: string, author: Viewer) {
	const say = async (body: string, more: Partial<Said> = {}) => {
		const said = await send(db, author, {
			...{ consultationId, on: { kind: 'unit', number: 1 }, to: null, as: null, kind: 'comment' },
			...{ visibility: 'public', lang: 'en', body },
			...more
		} as Said);
		if (!said.ok) throw new Error(said.obstacle.code);
		return db
			.selectFrom('contribution')
			.select(['id', 'reference'])
			.where('reference', '=', said.reference)
			.executeTakeFirstOrThrow();
	};
	const first = await say('The tolls of the bridge are too high for those who cross it daily.');
	const second = await say('Nobody told the fishers before the weir was built.', {
		on: { kind: 'whole' },
		kind: 'question'
	});
	const secret = await say('An engineer was told to leave the leak out of the report.', {
		visibility: 'private'
	});
	const third = await say('Les péages du pont sont trop élevés.', { lang: 'fr' });
	return { first, second, secret, third };
}

/** Chosen by reference, as a form of the desk names them. */
export const chosen = (...those: { reference: string }[]) => ({
	references: those.map(({ reference }) => reference)
});

/** What was sorted is unsorted again. */
export async function clearDesk(db: Database) {
	await sql`update contribution set group_id = null, grouped_at = null, agency_id = null, assignee_id = null,
		assigned_at = null, news_at = null`.execute(db);
	await db.deleteFrom('contributionTheme').where('at', 'is not', null).execute();
}

/** All that an act of the desk can write. */
export async function writtenAtDesk(db: Database) {
	const { rows } = await sql`
		select (select count(*) from ledger_entry) as ledger, (select count(*) from desk_act) as acts,
			(select count(*) from contribution_group) as groups, (select count(*) from internal_note) as notes,
			(select json_agg(x order by contribution_id) from contribution_theme x) as themes,
			(select json_agg(json_build_array(id, group_id, agency_id, assignee_id, news_at) order by id) from contribution) as rows`.execute(
		db
	);
	return rows[0];
}
