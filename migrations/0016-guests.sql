-- People without an address, where a space lets them take part: bound to a device, counted apart.

alter table space add guests boolean not null default false;

alter table person add guest boolean not null default false;
-- When a proof of work or a moderator let a guest in; until then what they send waits.
alter table person add let_in_at timestamptz
	constraint person_let_in_guest check (let_in_at is null or guest);
alter table person add constraint person_guest_address
	check (not guest or email like '%@guest' or erased_at is not null);

-- A proof of work is spent with its first use.
create table spent_proof (
	signature text primary key,
	expires_at timestamptz not null
);
create index spent_proof_expiry on spent_proof (expires_at);

-- A guest who was not let in asks the moderators of a space; the act is kept longer meanwhile.
alter table pending_act add space_id uuid references space;
alter table pending_act add asked_at timestamptz;
alter table pending_act add refused_because text
	constraint pending_act_refused_length check (char_length(refused_because) between 1 and 1000);
alter table pending_act drop constraint pending_act_life;
alter table pending_act add constraint pending_act_life
	check (expires_at <= created_at + case when asked_at is null then interval '8 days' else interval '31 days' end);
create index pending_act_asked on pending_act (space_id, asked_at)
	where asked_at is not null and done_at is null and refused_because is null;

-- Guests vote and support under a kind of their own, so that nobody adds them up by mistake.
alter table vote drop constraint vote_voter_kind;
alter table vote add constraint vote_voter_kind check (voter_kind in ('person', 'organisation', 'guest'));
alter table vote drop column person_id;
alter table vote add person_id uuid
	generated always as (case when voter_kind <> 'organisation' then voter_id end) stored
	constraint vote_person references person;
alter table support drop constraint support_voter_kind;
alter table support add constraint support_voter_kind check (voter_kind in ('person', 'organisation', 'guest'));
alter table support drop column person_id;
alter table support add person_id uuid
	generated always as (case when voter_kind <> 'organisation' then voter_id end) stored
	constraint support_person references person;
alter table tally drop constraint tally_voter_kind;
alter table tally add constraint tally_voter_kind check (voter_kind in ('person', 'organisation', 'guest'));

alter table contribution add guest boolean not null default false;
alter table contribution add support_guests integer not null default 0
	constraint contribution_support_guests check (support_guests >= 0);

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
				when s.kind <> 'organisation' and p.guest <> (s.kind = 'guest') then 'not_allowed'
				when p.guest and (p.let_in_at is null or not sp.guests) then 'not_allowed'
				when s.kind = 'organisation' and m.id is null then 'not_allowed'
				else 'ok'
			end as verdict
		from sent s
		left join unit u on u.id = s.unit
		left join consultation c on c.id = u.consultation_id
		left join space sp on sp.id = c.space_id
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
