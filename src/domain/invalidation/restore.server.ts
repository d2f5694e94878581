/** Puts back what an undone invalidation took from some people: exactly that, where it is still free. */

import { sql } from 'kysely';
import type { Step } from './step.ts';
import { ids } from './take.server.ts';

export async function bring(step: Step, people: readonly string[]): Promise<void> {
	await bringVotes(step, people);
	await bringSupports(step, people);
	await showContributions(step, people);
}

/** Where somebody voted anew, that vote stands; where the words were changed since, it stays with the old ones (decision 23). */
const bringVotes = ({ tx, one }: Step, people: readonly string[]) =>
	sql`with kept as (
		delete from invalid_vote where invalidation_id = ${one.id} and voter_id = any (${people}::uuid[])
		returning unit_id, voter_id, voter_kind, version_id, value, cast_at
	), placed as (
		select kept.*, (
			select v.base_id from unit_change u join text_version v on v.id = u.version_id
			where u.unit_id = kept.unit_id and u.kind in ('change', 'split', 'merge', 'removal')
				and v.n > (select n from text_version where id = kept.version_id)
			order by v.n limit 1
		) as old_words from kept join person p on p.id = kept.voter_id
	), aside as (
		insert into earlier_vote (version_id, unit_id, voter_id, voter_kind, value, cast_at)
		select old_words, unit_id, voter_id, voter_kind, value, cast_at from placed where old_words is not null
		on conflict do nothing returning version_id, unit_id, voter_kind, value
	), counted as (
		insert into earlier_tally as t
			(version_id, unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure)
		select version_id, unit_id, voter_kind, ${one.consultationId}::uuid,
			count(*) filter (where value = 'agree'), count(*) filter (where value = 'changes'),
			count(*) filter (where value = 'disagree'), count(*) filter (where value = 'unsure')
		from aside group by version_id, unit_id, voter_kind
		on conflict (version_id, unit_id, voter_kind) do update set agree = t.agree + excluded.agree,
			changes = t.changes + excluded.changes, disagree = t.disagree + excluded.disagree,
			unsure = t.unsure + excluded.unsure
	), back as (
		insert into vote (unit_id, voter_id, voter_kind, version_id, value, cast_at)
		select unit_id, voter_id, voter_kind, version_id, value, cast_at from placed where old_words is null
		on conflict (unit_id, voter_id) do nothing returning unit_id, voter_kind, value
	)
	insert into vote_delta (consultation_id, unit_id, voter_kind, agree, changes, disagree, unsure)
	select ${one.consultationId}::uuid, unit_id, voter_kind,
		count(*) filter (where value = 'agree'), count(*) filter (where value = 'changes'),
		count(*) filter (where value = 'disagree'), count(*) filter (where value = 'unsure')
	from back group by unit_id, voter_kind`.execute(tx);

const bringSupports = ({ tx, one }: Step, people: readonly string[]) =>
	sql`with kept as (
		delete from invalid_support where invalidation_id = ${one.id} and voter_id = any (${people}::uuid[])
		returning contribution_id, voter_id, voter_kind, given_at
	), back as (
		insert into support (contribution_id, voter_id, voter_kind, given_at)
		select kept.* from kept join person p on p.id = kept.voter_id
		on conflict (contribution_id, voter_id) do nothing returning contribution_id, voter_kind
	)
	update contribution c set support_people = c.support_people + b.people, support_guests = c.support_guests + b.guests
	from (
		select contribution_id, count(*) filter (where voter_kind = 'person') as people,
			count(*) filter (where voter_kind = 'guest') as guests
		from back group by contribution_id
	) b where c.id = b.contribution_id`.execute(tx);

/** What was withdrawn, or decided otherwise since, stays as it is. */
const showContributions = ({ tx, one, at, spaceId }: Step, people: readonly string[]) =>
	sql`with free as (
		select c.id from contribution c where c.person_id = any (${people}::uuid[])
			and c.consultation_id = ${one.consultationId} and c.state = 'refused' and ${one.id}::uuid = (
				select a.invalidation_id from moderation_act a
				where a.contribution_id = c.id and a.act in ('hold', 'refuse', 'restore') order by a.at desc, a.id desc limit 1
			)
	), back as (
		update contribution c set state = 'published', ended_at = null from free where c.id = free.id
		returning c.id, c.reference
	), stated as (
		insert into moderation_act (id, contribution_id, act, rule, facts, lang, found_by, automated, by_id, at, invalidation_id)
		select ${ids()}, back.id, 'restore', i.rule, i.facts, i.lang, 'staff', true, i.reversed_by, ${at}::timestamptz, i.id
		from back, invalidation i where i.id = ${one.id}
	), refolded as (
		select graphile_worker.add_job('refold_alike', payload => json_build_object('id', id), job_key => 'alike ' || id)
		from back
	), recorded as (
		insert into ledger_entry (space_id, type, about_table, about_id, role, person_id, at, payload)
		select ${spaceId}::uuid, 'moderation.restored', 'contribution', back.id, 'MODERATOR', i.reversed_by, ${at}::timestamptz,
			jsonb_build_object('reference', reference, 'rule', i.rule, 'invalidation', i.id)
		from back, invalidation i where i.id = ${one.id}
	)
	select count(*) from refolded`.execute(tx);
