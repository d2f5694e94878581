-- Moderation in the open: whole statements of reasons, appeals, waves of fraud, readers' own peace.

-- The field's words: a contribution is held while it is looked at and refused under a rule.
drop index contribution_withheld;
alter table contribution drop constraint contribution_state;
update contribution set state = 'refused' where state = 'hidden';
alter table contribution add constraint contribution_state
	check (state in ('published', 'held', 'refused', 'withdrawn'));
create index contribution_withheld on contribution (consultation_id, id)
	where state in ('held', 'refused', 'withdrawn') or redacted;

-- A wave of fraud taken out together: asked by one, approved by another, undone within thirty days.
create table invalidation (
	id uuid primary key,
	space_id uuid not null references space,
	consultation_id uuid not null references consultation,
	-- Whose acts are meant and which, as data (invalidation/condition.ts); without addresses.
	condition jsonb not null,
	rule text not null,
	facts text not null constraint invalidation_facts check (char_length(facts) between 1 and 1000),
	-- The language of the facts.
	lang text not null,
	-- How many it means: as previewed when it was asked for, then as taken out.
	people integer not null,
	votes integer not null,
	supports integer not null,
	contributions integer not null,
	asked_by uuid not null references person,
	asked_at timestamptz not null,
	approved_by uuid references person,
	approved_at timestamptz,
	-- When the last of what was meant was out of the counts; and, undone, back in them.
	carried_at timestamptz,
	declined_by uuid references person,
	declined_at timestamptz,
	reversed_by uuid references person,
	reversed_at timestamptz,
	restored_at timestamptz,
	constraint invalidation_two_persons check (approved_by <> asked_by),
	constraint invalidation_approved check ((approved_by is null) = (approved_at is null)),
	constraint invalidation_decided_once check (approved_at is null or declined_at is null),
	constraint invalidation_reverser check ((reversed_by is null) = (reversed_at is null) and reversed_by <> asked_by),
	constraint invalidation_in_order check (
		(carried_at is null or approved_at is not null) and (restored_at is null or reversed_at is not null)
	),
	constraint invalidation_reversed check (
		reversed_at is null or (approved_at is not null and reversed_at <= approved_at + interval '30 days')
	)
);
create index invalidation_space on invalidation (space_id, asked_at);
create index invalidation_consultation on invalidation (consultation_id, asked_at);

-- Whom an approved invalidation means. While their row is here they add nothing to this consultation;
-- it goes when what was theirs is back.
create table invalidation_person (
	person_id uuid not null references person on delete cascade,
	consultation_id uuid not null references consultation,
	invalidation_id uuid not null references invalidation,
	taken boolean not null default false,
	-- Whether they were told of what holds now.
	told boolean not null default false,
	primary key (person_id, consultation_id, invalidation_id)
);
create index invalidation_person_left on invalidation_person (invalidation_id, taken, person_id);
create index invalidation_person_untold on invalidation_person (invalidation_id, person_id) where not told;

-- What a wave cast, out of the counts and kept so that it can come back.
create table invalid_vote (
	invalidation_id uuid not null references invalidation,
	unit_id uuid not null references unit,
	voter_id uuid not null,
	voter_kind text not null,
	version_id uuid not null references text_version,
	value text not null,
	cast_at timestamptz not null,
	primary key (invalidation_id, unit_id, voter_id)
);
create index invalid_vote_voter on invalid_vote (voter_id);
create table invalid_support (
	invalidation_id uuid not null references invalidation,
	contribution_id uuid not null references contribution,
	voter_id uuid not null,
	voter_kind text not null,
	given_at timestamptz not null,
	primary key (invalidation_id, contribution_id, voter_id)
);
create index invalid_support_voter on invalid_support (voter_id);

-- A statement of reasons as the Digital Services Act asks for (Regulation (EU) 2022/2065, article 17).
alter table moderation_act drop constraint moderation_act_act;
update moderation_act set act = 'refuse' where act = 'hide';
alter table moderation_act add constraint moderation_act_act
	check (act in ('hold', 'refuse', 'restore', 'redact', 'dismiss'));
-- How it was found, and whether a machine took part in finding or deciding.
alter table moderation_act add column found_by text not null default 'report'
	constraint moderation_act_found_by check (found_by in ('report', 'staff', 'machine'));
alter table moderation_act add column automated boolean not null default false;
-- The public body that asked for it, and the law it breaks; nothing where neither is the case.
alter table moderation_act add column requested_by text
	constraint moderation_act_requested_by check (char_length(requested_by) between 1 and 200);
alter table moderation_act add column law text
	constraint moderation_act_law check (char_length(law) between 1 and 300);
alter table moderation_act add constraint moderation_act_names_law
	check (rule <> 'unlawful' or act in ('restore', 'dismiss') or law is not null) not valid;
-- The language the facts are told in; unknown for acts from before this was asked.
alter table moderation_act add column lang text;
-- What it does, where, for how long, and until when it can be appealed against: as much a part of what is stated.
alter table moderation_act add column effect text not null generated always as (
	case act when 'hold' then 'out_of_sight' when 'refuse' then 'out_of_sight' when 'redact' then 'words_out'
		when 'restore' then 'in_sight' else 'none' end
) stored;
alter table moderation_act add column scope text not null default 'everywhere'
	constraint moderation_act_scope check (scope in ('everywhere'));
alter table moderation_act add column duration text not null generated always as (
	case act when 'hold' then 'until_decided' when 'refuse' then 'until_reversed' when 'redact' then 'for_good'
		else 'lasting' end
) stored;
alter table moderation_act add column appeal_until timestamptz generated always as (
	case when act in ('hold', 'refuse', 'redact')
		then (at at time zone 'UTC' + interval '6 months') at time zone 'UTC' end
) stored;
alter table moderation_act add column invalidation_id uuid references invalidation;
create index moderation_act_invalidation on moderation_act (invalidation_id) where invalidation_id is not null;

-- Against an act of moderation, decided by somebody else.
create table appeal (
	id uuid primary key,
	act_id uuid not null constraint appeal_once unique references moderation_act,
	contribution_id uuid not null references contribution,
	person_id uuid references person on delete set null,
	words text not null constraint appeal_words check (char_length(words) between 1 and 2000),
	lang text not null,
	at timestamptz not null,
	-- Who took the act that is appealed against, and who asked for it where two did.
	act_by uuid references person on delete set null,
	act_asked_by uuid references person on delete set null,
	decided_by uuid references person on delete set null,
	decided_at timestamptz,
	outcome text constraint appeal_outcome check (outcome in ('upheld', 'reversed')),
	reasons text constraint appeal_reasons check (char_length(reasons) between 1 and 1000),
	constraint appeal_another_person check (decided_by <> act_by and decided_by <> act_asked_by),
	constraint appeal_not_own check (decided_by <> person_id),
	constraint appeal_decided check (
		(decided_at is null) = (outcome is null) and (decided_at is null) = (reasons is null)
	)
);
create index appeal_open on appeal (at) where decided_at is null;
create index appeal_contribution on appeal (contribution_id);
create index appeal_person on appeal (person_id);

-- Whom a reader does not want to read, or does not want to be answered by.
create table mute (
	person_id uuid not null references person on delete cascade,
	muted_id uuid not null references person on delete cascade,
	-- The name it was done by: what the same person says under another stays unconnected.
	name text not null constraint mute_name check (char_length(name) between 1 and 80),
	blocks boolean not null default false,
	at timestamptz not null,
	primary key (person_id, muted_id),
	constraint mute_another check (person_id <> muted_id)
);
create index mute_muted on mute (muted_id);

-- Links in what newcomers say are inert until something of theirs has stood.
alter table person add column stood_at timestamptz;
alter table contribution add column links boolean not null default false;
update person set stood_at = clock_timestamp() where exists (
	select 1 from contribution k where k.person_id = person.id and k.state = 'published'
		and k.received_at < clock_timestamp() - interval '1 day'
);
update contribution set links = true where person_id in (select id from person where stood_at is not null);

-- Identical and nearly identical texts stand under the first of them; each stays readable and counted.
alter table contribution add column alike_of uuid references contribution
	constraint contribution_alike_another check (alike_of <> id);
alter table contribution add column alike_count integer not null default 0
	constraint contribution_alike_counted check (alike_count >= 0);
create index contribution_alike_of on contribution (alike_of) where alike_of is not null;
create index contribution_alike_heads on contribution using gin (folded(body) gin_trgm_ops)
	where visibility = 'public' and state = 'published' and depth = 0 and alike_of is null and kind <> 'suggestion';
create index contribution_inert on contribution (person_id, received_at)
	where not links and state = 'published' and visibility = 'public';

-- One mailbox, however it is spelt, is one account: computed by the process, see address-key.ts. Null for
-- guests, for deleted accounts, and where two accounts stood for one mailbox before this was asked.
alter table person add column address_key text constraint person_address_key_unique unique;

-- Whose acts were taken out as part of a wave does not simply vote again while that stands.
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
				when s.kind <> 'organisation' and exists (
					select from invalidation_person w where w.person_id = s.person and w.consultation_id = c.id
				) then 'not_allowed'
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
