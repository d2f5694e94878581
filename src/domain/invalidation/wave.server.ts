/** Whom and what a condition means, asked of the rows; organisations’ acts and those of people with a role are never meant. */

import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../database.server.ts';
import { takes, type Condition, type Takes } from './condition.ts';

/** How alike the beginnings of two texts are that count as nearly identical. */
const nearly = 0.8;

/** A condition with what its words name in one consultation. */
export type Wave = Condition & {
	consultationId: string;
	unitIds: string[];
	/** The text theirs are like, and the head of those folded with it. */
	reference: { head: string; body: string } | null;
};

export type Unresolved = { code: 'like_missing' } | { code: 'units_bad' };

/** The same condition with ids instead of names. */
export async function resolved(
	db: Database,
	consultationId: string,
	condition: Condition
): Promise<{ ok: true; wave: Wave } | { ok: false; obstacle: Unresolved }> {
	const units = await db
		.selectFrom('unitText')
		.innerJoin('unit', 'unit.id', 'unitText.unitId')
		.select(['unitId', 'number'])
		.distinct()
		.where('unit.consultationId', '=', consultationId)
		.where('number', 'in', condition.units.length ? condition.units : [-1])
		.execute();
	const named = new Set(units.map(({ number }) => number));
	if (condition.units.some((number) => !named.has(number)))
		return { ok: false, obstacle: { code: 'units_bad' } };
	const like = condition.like
		? await db
				.selectFrom('contribution')
				.select((eb) => [eb.fn.coalesce('alikeOf', 'id').as('head'), 'body'])
				.where('reference', '=', condition.like)
				.where('consultationId', '=', consultationId)
				.where('visibility', '=', 'public')
				.where('state', '!=', 'withdrawn')
				.executeTakeFirst()
		: null;
	if (like === undefined) return { ok: false, obstacle: { code: 'like_missing' } };
	const unitIds = [...new Set(units.map(({ unitId }) => unitId))];
	return { ok: true, wave: { ...condition, consultationId, unitIds, reference: like } };
}

/** Contributions in the period that say nearly what the reference says. */
const alike = ({ reference }: Wave) =>
	reference === null
		? sql`true`
		: sql`(coalesce(k.alike_of, k.id) = ${reference.head}
			or similarity(folded(k.body), folded(${reference.body})) >= ${nearly})`;

const ofPerson = (wave: Wave) => sql`p.erased_at is null
	and not exists (select from role_grant g where g.person_id = p.id and g.to_at is null)
	${when(wave.accountsFrom, (at) => sql`and p.created_at >= ${at}::timestamptz`)}
	${when(wave.accountsTo, (at) => sql`and p.created_at < ${at}::timestamptz`)}
	${when(
		wave.domain,
		(domain) => sql`and not p.guest and (split_part(p.email, '@', 2) = ${domain}
		or split_part(p.email, '@', 2) like ${`%.${domain}`})`
	)}
	${wave.guests ? sql`and p.guest` : sql``}
	${when(
		wave.reference,
		() => sql`and p.id in (
			select k.person_id from contribution k where ${said(wave)} and ${alike(wave)}
		)`
	)}`;

const when = <Of>(given: Of | null, then: (given: Of) => RawBuilder<unknown>) =>
	given === null ? sql`` : then(given);

const within = (wave: Wave, column: RawBuilder<unknown>) =>
	sql`${column} >= ${wave.from}::timestamptz and ${column} < ${wave.to}::timestamptz`;

const on = ({ unitIds }: Wave, column: RawBuilder<unknown>) =>
	unitIds.length ? sql`and ${column} = any (${unitIds}::uuid[])` : sql``;

const said = (wave: Wave) => sql`k.consultation_id = ${wave.consultationId}
	and k.state = 'published' and k.visibility = 'public' and k.organisation_id is null
	and ${within(wave, sql`k.received_at`)} ${on(wave, sql`k.unit_id`)}`;

/** Some of the people a wave was found to mean, and the contributions it was found to mean. */
export type Named = { people: readonly string[]; said: readonly string[] };

/** The acts meant, by kind, each with its person: of all whom the condition means, or of some who are known to be meant. */
const meant = (wave: Wave, named?: Named) => {
	const who = named ? sql`p.id = any (${named.people}::uuid[])` : ofPerson(wave);
	const cast = (table: RawBuilder<unknown>) => sql`select p.id as person_id, v.unit_id, v.version_id
		from ${table} v join unit u on u.id = v.unit_id join person p on p.id = v.voter_id
		where u.consultation_id = ${wave.consultationId} and v.voter_kind <> 'organisation'
			and ${within(wave, sql`v.cast_at`)} ${on(wave, sql`v.unit_id`)} and ${who}`;
	return {
		votes: cast(sql`vote`),
		// Votes stay with the words they were given on (decision 23); a wave's go from there too.
		earlier: cast(sql`earlier_vote`),
		supports: sql`select p.id as person_id, s.contribution_id from support s
			join contribution k on k.id = s.contribution_id join person p on p.id = s.voter_id
			where k.consultation_id = ${wave.consultationId} and s.voter_kind <> 'organisation'
				and ${within(wave, sql`s.given_at`)} ${on(wave, sql`k.unit_id`)} and ${who}`,
		contributions: sql`select p.id as person_id, k.id as contribution_id from contribution k
			join person p on p.id = k.person_id
			where ${said(wave)} and ${who}
				and ${named ? sql`k.id = any (${named.said}::uuid[])` : alike(wave)}`
	};
};

/** The tables in which what is meant stands. */
export type Kind = keyof ReturnType<typeof meant>;
const kindsOf: Record<Takes, readonly Kind[]> = {
	votes: ['votes', 'earlier'],
	supports: ['supports'],
	contributions: ['contributions']
};

/** The kinds of act that are meant, each with its query. */
export const takenOf = (wave: Wave, named?: Named) => {
	const all = meant(wave, named);
	return takes
		.filter((taken) => wave.takes.includes(taken))
		.flatMap((taken) => kindsOf[taken].map((kind) => [kind, all[kind]] as const));
};

export type Counts = { people: number } & Record<Takes, number>;

/** How many people and acts it means just now. */
export async function countsOf(db: Database, wave: Wave): Promise<Counts> {
	const kinds = takenOf(wave);
	const count = (taken: Takes) =>
		wave.takes.includes(taken)
			? sql.join(
					kindsOf[taken].map((kind) => sql`(select count(*) from ${sql.id(kind)})`),
					sql` + `
				)
			: sql`0`;
	const { rows } = await sql<Counts>`
		with ${sql.join(kinds.map(([kind, query]) => sql`${sql.id(kind)} as materialized (${query})`))}
		select
			(select count(distinct person_id) from (${sql.join(
				kinds.map(([kind]) => sql`select person_id from ${sql.id(kind)}`),
				sql` union all `
			)}) who) as people,
			${sql.join(takes.map((taken) => sql`${count(taken)} as ${sql.id(taken)}`))}`.execute(db);
	const [counts] = rows;
	if (!counts) throw new Error('A wave was not counted.');
	return counts;
}
