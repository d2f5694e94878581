/** Takes some people's acts out of the counts and keeps them, so that they can come back exactly. */

import { sql, type RawBuilder } from 'kysely';
import { newId } from '../identity.ts';
import type { Condition } from './condition.ts';
import type { Step } from './step.ts';
import { resolved, takenOf } from './wave.server.ts';

/** What is meant of these people and is still there. */
export async function take(step: Step, people: readonly string[]): Promise<void> {
	const { tx, one } = step;
	// Who and what is meant was named when it was approved: the text theirs is like may be gone by now.
	const condition: Condition = one.condition;
	const found = await resolved(tx, one.consultationId, { ...condition, like: null });
	if (!found.ok) throw new Error(`What ${one.id} means is not there any more.`);
	const each = {
		votes: takeVotes,
		earlier: takeEarlier,
		supports: takeSupports,
		contributions: refuseContributions
	};
	for (const [kind, query] of takenOf(found.wave, { people, said: one.said }))
		await each[kind](step, query);
}

/** The tally loses exactly what is taken: both are one statement. */
const takeVotes = ({ tx, one }: Step, meant: RawBuilder<unknown>) =>
	sql`with meant as materialized (${meant}), gone as (
		delete from vote v using meant m where v.unit_id = m.unit_id and v.voter_id = m.person_id
		returning v.unit_id, v.voter_id, v.voter_kind, v.version_id, v.value, v.cast_at
	), kept as (
		insert into invalid_vote (invalidation_id, unit_id, voter_id, voter_kind, version_id, value, cast_at)
		select ${one.id}::uuid, unit_id, voter_id, voter_kind, version_id, value, cast_at from gone
	)
	insert into vote_delta (consultation_id, unit_id, voter_kind, agree, changes, disagree, unsure)
	select ${one.consultationId}::uuid, unit_id, voter_kind,
		-count(*) filter (where value = 'agree'), -count(*) filter (where value = 'changes'),
		-count(*) filter (where value = 'disagree'), -count(*) filter (where value = 'unsure')
	from gone group by unit_id, voter_kind`.execute(tx);

/** The same for votes that stayed with earlier words: their tally is of those words. */
const takeEarlier = ({ tx, one }: Step, meant: RawBuilder<unknown>) =>
	sql`with meant as materialized (${meant}), gone as (
		delete from earlier_vote v using meant m
		where v.version_id = m.version_id and v.unit_id = m.unit_id and v.voter_id = m.person_id
		returning v.unit_id, v.voter_id, v.voter_kind, v.version_id, v.value, v.cast_at
	), kept as (
		insert into invalid_vote (invalidation_id, unit_id, voter_id, voter_kind, version_id, value, cast_at)
		select ${one.id}::uuid, unit_id, voter_id, voter_kind, version_id, value, cast_at from gone
	)
	update earlier_tally t set agree = t.agree - g.agree, changes = t.changes - g.changes,
		disagree = t.disagree - g.disagree, unsure = t.unsure - g.unsure
	from (
		select version_id, unit_id, voter_kind,
			count(*) filter (where value = 'agree') as agree, count(*) filter (where value = 'changes') as changes,
			count(*) filter (where value = 'disagree') as disagree, count(*) filter (where value = 'unsure') as unsure
		from gone group by version_id, unit_id, voter_kind
	) g where t.version_id = g.version_id and t.unit_id = g.unit_id and t.voter_kind = g.voter_kind`.execute(
		tx
	);

const takeSupports = ({ tx, one }: Step, meant: RawBuilder<unknown>) =>
	sql`with meant as materialized (${meant}), gone as (
		delete from support s using meant m
		where s.contribution_id = m.contribution_id and s.voter_id = m.person_id
		returning s.contribution_id, s.voter_id, s.voter_kind, s.given_at
	), kept as (
		insert into invalid_support (invalidation_id, contribution_id, voter_id, voter_kind, given_at)
		select ${one.id}::uuid, contribution_id, voter_id, voter_kind, given_at from gone
	)
	update contribution c set support_people = c.support_people - g.people, support_guests = c.support_guests - g.guests
	from (
		select contribution_id, count(*) filter (where voter_kind = 'person') as people,
			count(*) filter (where voter_kind = 'guest') as guests
		from gone group by contribution_id
	) g where c.id = g.contribution_id`.execute(tx);

/** Refused like any other, each with its whole statement; reports that wait on them are settled by it. */
const refuseContributions = ({ tx, one, at, spaceId }: Step, meant: RawBuilder<unknown>) =>
	sql`with meant as materialized (${meant}), gone as (
		update contribution c set state = 'refused', ended_at = ${at} from meant m
		where c.id = m.contribution_id returning c.id, c.reference
	), settled as (
		update report r set settled_at = ${at}, settled_by = ${one.approvedBy} from gone
		where r.contribution_id = gone.id and r.settled_at is null
	), stated as (
		insert into moderation_act (id, contribution_id, act, rule, facts, lang, found_by, automated, by_id, at, invalidation_id)
		select ${ids()}, id, 'refuse', ${one.rule}, ${one.facts}, ${one.lang}, 'staff', true,
			${one.approvedBy}::uuid, ${at}::timestamptz, ${one.id}::uuid
		from gone
	)
	insert into ledger_entry (space_id, type, about_table, about_id, role, person_id, at, payload)
	select ${spaceId}::uuid, 'moderation.refused', 'contribution', id, 'MODERATOR', ${one.approvedBy}::uuid, ${at}::timestamptz,
		jsonb_build_object('reference', reference, 'rule', ${one.rule}::text, 'invalidation', ${one.id}::text)
	from gone`.execute(tx);

/** Ids that sort by time need their maker once; the rest of each is the database's. */
export const ids = () =>
	sql`overlay(gen_random_uuid()::text placing ${newId().slice(0, 15)}::text from 1 for 15)::uuid`;
