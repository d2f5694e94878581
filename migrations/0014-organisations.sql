-- Representatives with dates; statements that other organisations sign.

-- Until when someone is to speak for an organisation; `to_at` is when they really stopped.
alter table membership add until_at timestamptz
	constraint membership_until check (until_at is null or until_at > from_at);
alter table invitation add until_at timestamptz
	constraint invitation_until check (until_at is null or until_at > created_at);
create index membership_until_due on membership (until_at) where to_at is null and until_at is not null;

-- Whether a membership holds at this very moment: asked wherever somebody speaks for an organisation.
create function speaks(m membership) returns boolean volatile language sql as $$
	select m.to_at is null and m.from_at <= clock_timestamp()
		and (m.until_at is null or clock_timestamp() < m.until_at)
$$;

-- A statement is an organisation's contribution that others may sign.
alter table contribution add joint boolean not null default false
	constraint contribution_joint_organisation check (not joint or organisation_id is not null)
	constraint contribution_joint_public check (not joint or visibility = 'public');
alter table contribution add signature_count integer not null default 0
	constraint contribution_signature_count check (signature_count >= 0 and (joint or signature_count = 0));

create table signature (
	contribution_id uuid not null references contribution,
	organisation_id uuid not null references organisation,
	-- Who signed for it; their name goes when their account does, the organisation's stays.
	person_id uuid references person on delete set null,
	signed_at timestamptz not null,
	primary key (contribution_id, organisation_id)
);
create index signature_organisation on signature (organisation_id);
create index signature_person on signature (person_id);

-- Many waiting votes in one statement and one commit; a null value withdraws. Answers one row per
-- vote sent, in order of n. Within one call a voter stands at most once per unit (the caller sees to it).
create or replace function cast_votes(
	units uuid[], voters uuid[], kinds text[], choices text[], people uuid[]
) returns table (n bigint, outcome text, at timestamptz) language plpgsql as $$
#variable_conflict use_column
declare
	consultations uuid[];
	moment timestamptz;
begin
	select array_agg(distinct u.consultation_id order by u.consultation_id) into consultations
	from unit u where u.id = any (units);

	-- Locks first, the time after: nothing is decided by when a transaction began.
	perform pg_advisory_xact_lock_shared(consultation_lock(c)) from unnest(consultations) as c;
	perform pg_advisory_xact_lock(key) from (
		select distinct hashtextextended('vote:' || unit::text || voter::text, 0) as key
		from unnest(units, voters) as v (unit, voter) order by key
	) as keys;
	moment := clock_timestamp();

	return query
	with sent as (
		select s.n, s.unit, s.voter, s.kind, s.choice, s.person
		from unnest(units, voters, kinds, choices, people) with ordinality as s (unit, voter, kind, choice, person, n)
	), judged as (
		select s.*, c.id as consultation_id, c.space_id, c.version_id, old.value as old,
			case
				when t.unit_id is null or c.announced_at is null then 'unit_missing'
				when c.cancelled_at is not null or moment >= c.closes_at then 'closed'
				when moment < c.opens_at then 'not_open'
				when p.id is null or p.suspended_at is not null then 'not_allowed'
				when s.kind = 'organisation' and m.id is null then 'not_allowed'
				else 'ok'
			end as verdict
		from sent s
		left join unit u on u.id = s.unit
		left join consultation c on c.id = u.consultation_id
		left join unit_text t on t.version_id = c.version_id and t.unit_id = u.id and t.number is not null
		left join person p on p.id = s.person
		left join organisation o on o.id = s.voter and o.space_id = c.space_id and o.verified_at is not null
		left join membership m on s.kind = 'organisation' and m.organisation_id = o.id
			and m.person_id = s.person and speaks(m)
		left join vote old on old.unit_id = s.unit and old.voter_id = s.voter
	), kept as (
		insert into vote (unit_id, voter_id, voter_kind, version_id, value, cast_at)
		select j.unit, j.voter, j.kind, j.version_id, j.choice, moment from judged j
		where j.verdict = 'ok' and j.choice is not null
		on conflict (unit_id, voter_id) do update
			set value = excluded.value, version_id = excluded.version_id, cast_at = excluded.cast_at
		returning 1
	), withdrawn as (
		delete from vote v using judged j
		where j.verdict = 'ok' and j.choice is null and v.unit_id = j.unit and v.voter_id = j.voter
		returning 1
	), moved as (
		insert into vote_delta (consultation_id, unit_id, voter_kind, agree, changes, disagree, unsure)
		select j.consultation_id, j.unit, j.kind,
			sum((j.choice is not distinct from 'agree')::int - (j.old is not distinct from 'agree')::int),
			sum((j.choice is not distinct from 'changes')::int - (j.old is not distinct from 'changes')::int),
			sum((j.choice is not distinct from 'disagree')::int - (j.old is not distinct from 'disagree')::int),
			sum((j.choice is not distinct from 'unsure')::int - (j.old is not distinct from 'unsure')::int)
		from judged j
		where j.verdict = 'ok' and j.choice is distinct from j.old
		group by j.consultation_id, j.unit, j.kind
		returning 1
	), recorded as (
		-- Who set an organisation's vote is on record; what it was is the vote's own row.
		insert into ledger_entry (space_id, type, about_table, about_id, role, person_id, at, payload)
		select j.space_id, case when j.choice is null then 'vote.withdrawn' else 'vote.set' end,
			'organisation', j.voter, 'PARTICIPANT', j.person, moment, jsonb_build_object('unit', j.unit)
		from judged j
		where j.verdict = 'ok' and j.kind = 'organisation' and j.choice is distinct from j.old
		returning 1
	)
	select j.n, j.verdict, moment from judged j order by j.n;
end
$$;
