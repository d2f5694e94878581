/** What the bench measures on: people with sessions, and consultations of exact sizes, written set by set. */

import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import { newId, newToken } from '#domain/identity.ts';
import { hash } from '#domain/text/hash.server.ts';
import { plain, type Unit } from '#domain/text/unit.ts';
import { sentences } from './prose.ts';

export type Person = { id: string; cookie: string };
export type Place = { spaceId: string; people: Person[]; organisations: string[] };
export type Size = { slug: string; units: number; remarks: number; votes: number };
export type Text = {
	id: string;
	slug: string;
	versionId: string;
	unitIds: string[];
	plain: string;
};

export const space = 'benchmark';

/** A space, people who are signed in, and a few verified organisations. */
export async function seedPlace(db: Database, secret: string, people: number): Promise<Place> {
	const spaceId = newId();
	const ids = Array.from({ length: people }, () => newId());
	const tokens = ids.map(() => newToken());
	const organisations = Array.from({ length: 8 }, () => newId());
	await sql`insert into installation (set_up_at, example) values (now(), false)`.execute(db);
	await sql`
		insert into space (id, slug, names, language, languages, time_zone, contact)
		values (${spaceId}, ${space}, '{"en": "Benchmark"}', 'en', '{en}', 'UTC', 'bench@folkmoot.example')`.execute(
		db
	);
	await sql`
		insert into person (id, name, email, email_verified)
		select id, 'Person ' || n, 'p' || n || '@folkmoot.example', true
		from unnest(${ids}::uuid[]) with ordinality as p (id, n)`.execute(db);
	await sql`
		insert into session (id, person_id, token, expires_at)
		select gen_random_uuid(), id, token, now() + interval '1 day'
		from unnest(${ids}::uuid[], ${tokens}::text[]) as s (id, token)`.execute(db);
	await sql`
		insert into organisation (id, space_id, slug, name, sector, verified_at)
		select id, ${spaceId}, 'body-' || n, 'Body number ' || n, 'CIVIL_SOCIETY', now()
		from unnest(${organisations}::uuid[]) with ordinality as o (id, n)`.execute(db);
	const cookies = tokens.map((token) => `folkmoot=${signed(token, secret)}`);
	return {
		spaceId,
		organisations,
		people: ids.map((id, at) => ({ id, cookie: cookies[at] ?? '' }))
	};
}

/** A session cookie as the account machinery signs it. */
function signed(token: string, secret: string) {
	const seal = createHmac('sha256', secret).update(token).digest('base64');
	return encodeURIComponent(`${token}.${seal}`);
}

/** An open consultation with so many units, remarks and votes, its counts in order. */
export async function seedConsultation(db: Database, place: Place, size: Size): Promise<Text> {
	const [id, versionId] = [newId(), newId()];
	const units = Array.from({ length: size.units }, (_, at) => unit(at));
	const unitIds = units.map(() => newId());
	await sql`
		insert into consultation (id, space_id, slug, language, title, description, feeds_into, responsible, contact,
			opens_at, closes_at, announced_at)
		values (${id}, ${place.spaceId}, ${size.slug}, 'en', ${`A text of ${size.units} units`}, ${sentences(1, 3)},
			'The next plan', 'The office of the bench', 'bench@folkmoot.example',
			now() - interval '10 days', now() + interval '20 days', null)`.execute(db);
	await sql`
		insert into text_version (id, consultation_id, n, published_at)
		values (${versionId}, ${id}, 1, now() - interval '11 days')`.execute(db);
	await sql`insert into unit (id, consultation_id) select u, ${id} from unnest(${unitIds}::uuid[]) u`.execute(
		db
	);
	await sql`
		insert into unit_text (version_id, unit_id, position, number, kind, lang, body, plain, hash)
		select ${versionId}, id, n, n, 'paragraph', 'en', body::jsonb, plain, hash
		from unnest(${unitIds}::uuid[], ${units.map((one) => JSON.stringify(one.body))}::text[],
			${units.map(plain)}::text[], ${units.map(hash)}::text[]) with ordinality as t (id, body, plain, hash, n)`.execute(
		db
	);
	await sql`
		update consultation set version_id = ${versionId}, announced_at = now() - interval '11 days' where id = ${id}`.execute(
		db
	);
	const text = { id, slug: size.slug, versionId, unitIds, plain: units.map(plain).join('\n') };
	await seedRemarks(db, place, text, size.remarks);
	await seedVotes(db, place, text, size.votes);
	await sql`analyze`.execute(db);
	return text;
}

const unit = (at: number): Unit => ({
	kind: 'paragraph',
	lang: 'en',
	body: { runs: [{ text: sentences(at, 4) }] }
});

/** Two thirds stand on a unit, the others reply to one of those; one in ten speaks for an organisation. */
async function seedRemarks(db: Database, place: Place, text: Text, count: number) {
	const bodies = Array.from({ length: 97 }, (_, at) => sentences(at * 7 + 3, 2));
	const first = Math.ceil((count * 2) / 3);
	const ids = Array.from({ length: count }, () => newId());
	await sql`
		insert into contribution (id, reference, space_id, consultation_id, kind, place, unit_id, version_id, parent_id,
			root_id, depth, person_id, organisation_id, author_name, body, lang, visibility, received_at)
		select id, reference(n::int + ${offset(text)}::int), ${place.spaceId}, ${text.id},
			(array['comment', 'comment', 'question', 'evidence'])[n % 4 + 1], 'unit',
			(${text.unitIds}::uuid[])[(n % ${first}) % ${text.unitIds.length} + 1], ${text.versionId},
			case when n > ${first} then (${ids}::uuid[])[(n % ${first}) + case when n % ${first} = 0 then ${first} else 0 end] end,
			case when n > ${first} then (${ids}::uuid[])[(n % ${first}) + case when n % ${first} = 0 then ${first} else 0 end] end,
			case when n > ${first} then 1 else 0 end,
			(${place.people.map((one) => one.id)}::uuid[])[n % ${place.people.length} + 1],
			case when n % 10 = 0 then (${place.organisations}::uuid[])[n % ${place.organisations.length} + 1] end,
			'Person ' || (n % ${place.people.length} + 1), (${bodies}::text[])[n % ${bodies.length} + 1], 'en', 'public',
			now() - interval '9 days' + n * interval '1 second'
		from unnest(${ids}::uuid[]) with ordinality as r (id, n)`.execute(db);
	await sql`
		insert into support (contribution_id, voter_id, voter_kind, given_at)
		select c.id, p.id, 'person', now() from contribution c
		cross join unnest(${place.people.slice(0, 5).map((one) => one.id)}::uuid[]) with ordinality as p (id, n)
		where c.consultation_id = ${text.id} and p.n <= ascii(right(c.reference, 1)) % 6`.execute(db);
	await sql`
		update contribution c set
			support_people = (select count(*) from support s where s.contribution_id = c.id),
			reply_count = (select count(*) from contribution r where r.root_id = c.id)
		where consultation_id = ${text.id}`.execute(db);
}

/** References of one consultation do not meet those of another. */
let given = 0;
function offset({ unitIds }: Text) {
	given += 2_000_000;
	return given + unitIds.length;
}

/** Makes a number a reference; gone with the database. */
export const referenceFunction = sql`
	create function reference(n integer) returns text immutable language sql as $$
		select 'C-' || string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (n >> (5 * place)) % 32 + 1, 1), '' order by place desc)
		from generate_series(0, 5) as place
	$$`;

async function seedVotes(db: Database, place: Place, text: Text, count: number) {
	const voters = Math.ceil(count / text.unitIds.length);
	if (count === 0) return;
	if (voters > place.people.length) throw new Error('There are too few people for so many votes.');
	await sql`
		insert into vote (unit_id, voter_id, voter_kind, version_id, value, cast_at)
		select u.id, p.id, 'person', ${text.versionId},
			(array['agree', 'agree', 'changes', 'disagree', 'unsure'])[(u.n * 7 + p.n * 3) % 5 + 1], now()
		from unnest(${place.people.slice(0, voters).map((one) => one.id)}::uuid[]) with ordinality as p (id, n)
		cross join unnest(${text.unitIds}::uuid[]) with ordinality as u (id, n)
		order by p.n, u.n limit ${count}`.execute(db);
	await sql`
		insert into tally (unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure)
		select unit_id, voter_kind, ${text.id}, count(*) filter (where value = 'agree'),
			count(*) filter (where value = 'changes'), count(*) filter (where value = 'disagree'),
			count(*) filter (where value = 'unsure')
		from vote where version_id = ${text.versionId} group by unit_id, voter_kind`.execute(db);
}

/** A consultation whose contributions are many and short; their search column is left without stems to seed faster. */
export async function seedMany(
	db: Database,
	place: Place,
	count: number,
	{ slug = 'many', references = 100_000_000 } = {}
): Promise<Text> {
	const text = await seedConsultation(db, place, { slug, units: 30, remarks: 0, votes: 0 });
	const step = 100_000;
	for (let from = 1; from <= count; from += step) {
		await sql`
			insert into contribution (id, reference, space_id, consultation_id, kind, place, unit_id, version_id, person_id,
				author_name, body, lang, visibility, received_at)
			select gen_random_uuid(), reference(n + ${references}::int), ${place.spaceId}, ${text.id}, 'comment', 'unit',
				(${text.unitIds}::uuid[])[n % 30 + 1], ${text.versionId}, (${place.people.map((one) => one.id)}::uuid[])[n % ${place.people.length} + 1],
				'Person ' || n % ${place.people.length}, 'Contribution number ' || n || ': ' || ${sentences(5, 1)}::text, 'zxx', 'public',
				now() - interval '9 days' + n * interval '1 millisecond'
			from generate_series(${from}::int, ${Math.min(from + step - 1, count)}::int) as n`.execute(db);
	}
	await sql`analyze contribution`.execute(db);
	return text;
}
