/** Whoever lost something to a wave, or got it back, is told once and can answer: what is meant by a condition may be wrong about one. */

import { sql } from 'kysely';
import { notifyAll } from '../notifications/notify.server.ts';
import type { Step } from './step.ts';

type Told = {
	name: string;
	email: string;
	language: string;
	votes: number;
	supports: number;
	contributions: number;
	some: string[] | null;
};

/** References named in a mail; the rest is a number. */
const named = 20;

export async function tell(
	{ tx, one, at }: Omit<Step, 'spaceId'>,
	people: readonly string[]
): Promise<void> {
	const space = await tx
		.selectFrom('consultation')
		.innerJoin('space', 'space.id', 'consultation.spaceId')
		.select(['space.slug', 'space.timeZone', 'space.contact', 'consultation.title'])
		.select('consultation.slug as address')
		.where('consultation.id', '=', one.consultationId)
		.executeTakeFirstOrThrow();
	const kind = one.state === 'standing' ? 'invalidated' : 'revalidated';
	const told = kind === 'invalidated' ? await lost(tx, one.id, people) : await whom(tx, people);
	await notifyAll(
		tx,
		told.map(({ name, email, language, votes, supports, contributions, some }) => ({
			...{ recipient: email, language, kind },
			facts: {
				...{ name, votes, supports, contributions, title: space.title },
				said: contributions > 0 ? 'some' : 'none',
				references: (some ?? []).slice(0, named).join(', '),
				rule: { word: `rules.${one.rule}.title` },
				facts: one.facts,
				at: { at: at.toISOString(), zone: space.timeZone },
				appeal: space.contact,
				path: `/${language}/${space.slug}/consultations/${space.address}/invalidations`
			}
		}))
	);
}

async function lost(tx: Step['tx'], id: string, people: readonly string[]) {
	const { rows } = await sql<Told>`
		with v as (
			select voter_id, count(*) as n from invalid_vote
			where invalidation_id = ${id} and voter_id = any (${people}::uuid[]) group by voter_id
		), s as (
			select voter_id, count(*) as n from invalid_support
			where invalidation_id = ${id} and voter_id = any (${people}::uuid[]) group by voter_id
		), k as (
			select c.person_id, count(*) as n, array_agg(c.reference order by c.received_at) as some
			from moderation_act a join contribution c on c.id = a.contribution_id
			where a.invalidation_id = ${id} and c.person_id = any (${people}::uuid[]) group by c.person_id
		)
		select p.name, p.email, p.language, coalesce(v.n, 0) as votes, coalesce(s.n, 0) as supports,
			coalesce(k.n, 0) as contributions, k.some
		from person p left join v on v.voter_id = p.id left join s on s.voter_id = p.id left join k on k.person_id = p.id
		where p.id = any (${people}::uuid[]) and not p.guest and p.erased_at is null
			and coalesce(v.n, s.n, k.n) is not null`.execute(tx);
	return rows;
}

async function whom(tx: Step['tx'], people: readonly string[]) {
	const { rows } = await sql<Told>`
		select name, email, language, 0 as votes, 0 as supports, 0 as contributions, null as some from person
		where id = any (${people}::uuid[]) and not guest and erased_at is null`.execute(tx);
	return rows;
}
