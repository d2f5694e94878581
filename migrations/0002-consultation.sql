-- Consultations, their texts, votes and contributions.

create table consultation (
	id uuid primary key,
	space_id uuid not null references space,
	slug text not null constraint consultation_slug_form check (slug ~ '^[a-z0-9][a-z0-9-]{0,78}[a-z0-9]$'),
	language text not null,
	title text not null constraint consultation_title_length check (char_length(title) between 1 and 200),
	subtitle text not null default '',
	description text not null default '' constraint consultation_description_length check (char_length(description) <= 5000),
	feeds_into text not null default '',
	responsible text not null default '',
	contact text not null default '',
	other_channels text not null default '',
	further_info text not null default '',
	first_number integer not null default 1 constraint consultation_first_number check (first_number between 0 and 100000),
	opens_at timestamptz,
	closes_at timestamptz,
	response_by timestamptz,
	announced_at timestamptz,
	closed_at timestamptz,
	answered_at timestamptz,
	archived_at timestamptz,
	cancelled_at timestamptz,
	cancel_reason text,
	version_id uuid,
	draft_revision integer not null default 0,
	created_by uuid references person on delete set null,
	created_at timestamptz not null default clock_timestamp(),
	constraint consultation_slug_unique unique (space_id, slug),
	constraint consultation_period check (opens_at is null or closes_at is null or closes_at > opens_at),
	constraint consultation_announced_complete check (
		announced_at is null or (opens_at is not null and closes_at is not null and version_id is not null)
	),
	constraint consultation_cancel_reason check ((cancelled_at is null) = (cancel_reason is null))
);
create index consultation_closing on consultation (closes_at) where closed_at is null;

-- What a cached page was rendered from; every public change raises it.
create table consultation_generation (
	consultation_id uuid primary key references consultation,
	n bigint not null default 0
);

-- The split as staff review it; each step is kept so that it can be undone.
create table draft_step (
	consultation_id uuid not null references consultation,
	revision integer not null,
	act text not null,
	units jsonb not null,
	by_id uuid references person on delete set null,
	at timestamptz not null default clock_timestamp(),
	primary key (consultation_id, revision)
);

-- A file being read, so that its progress can be seen and stopped from any process.
create table import (
	id uuid primary key,
	space_id uuid not null references space,
	consultation_id uuid references consultation,
	by_id uuid references person on delete set null,
	file_name text not null,
	state text not null constraint import_state check (state in ('reading', 'ready', 'refused', 'cancelled')),
	stage text not null default 'received',
	percent integer not null default 0 constraint import_percent check (percent between 0 and 100),
	obstacle jsonb,
	warnings jsonb not null default '[]',
	created_at timestamptz not null default clock_timestamp(),
	ended_at timestamptz
);

create table text_version (
	id uuid primary key,
	consultation_id uuid not null references consultation,
	n integer not null constraint text_version_n check (n > 0),
	published_at timestamptz not null,
	source text not null default '',
	constraint text_version_unique unique (consultation_id, n)
);
alter table consultation add constraint consultation_version foreign key (version_id) references text_version;

create table unit (
	id uuid primary key,
	consultation_id uuid not null references consultation
);
create index unit_consultation on unit (consultation_id);

-- Immutable once published (Handbook of the house: votes and remarks stay with the words they were given on).
create table unit_text (
	version_id uuid not null references text_version,
	unit_id uuid not null references unit,
	position integer not null,
	number integer,
	kind text not null constraint unit_text_kind check (kind in (
		'heading', 'paragraph', 'list', 'table', 'quote', 'code', 'figure'
	)),
	level integer constraint unit_text_level check (level between 1 and 6),
	lang text not null,
	body jsonb not null,
	plain text not null,
	hash text not null,
	primary key (version_id, unit_id),
	constraint unit_text_position unique (version_id, position),
	constraint unit_text_number unique (version_id, number),
	constraint unit_text_heading_has_level check ((kind = 'heading') = (level is not null)),
	constraint unit_text_heading_has_no_number check ((kind = 'heading') = (number is null))
);
create index unit_text_unit on unit_text (unit_id);

-- The one thing no constraint can say: votes and remarks refer to these words, so they stay as they are.
create function unit_text_frozen() returns trigger language plpgsql as $$
begin
	raise exception using errcode = 'restrict_violation', constraint = 'unit_text_frozen',
		message = 'unit_text_frozen: a published text does not change';
end
$$;
create trigger unit_text_frozen before update or delete on unit_text
	for each statement execute function unit_text_frozen();

create table unit_origin (
	version_id uuid not null references text_version,
	unit_id uuid not null references unit,
	from_unit_id uuid not null references unit,
	primary key (version_id, unit_id, from_unit_id)
);

-- Extension, correction notice, rule change, cancellation: acts anyone can read.
create table public_act (
	id uuid primary key,
	consultation_id uuid not null references consultation,
	kind text not null constraint public_act_kind check (kind in (
		'extension', 'notice', 'rule_change', 'cancellation'
	)),
	unit_id uuid references unit,
	body text not null constraint public_act_body_length check (char_length(body) between 1 and 2000),
	lang text not null,
	from_at timestamptz,
	to_at timestamptz,
	by_id uuid references person on delete set null,
	at timestamptz not null,
	constraint public_act_extension_later check (kind <> 'extension' or to_at > from_at)
);
create index public_act_consultation on public_act (consultation_id, at);

-- One vote per voter and unit: a person, or an organisation (set by any of its representatives).
create table vote (
	unit_id uuid not null references unit,
	voter_id uuid not null,
	voter_kind text not null constraint vote_voter_kind check (voter_kind in ('person', 'organisation')),
	version_id uuid not null references text_version,
	value text not null constraint vote_value check (value in ('agree', 'changes', 'disagree', 'unsure')),
	cast_at timestamptz not null,
	person_id uuid generated always as (case when voter_kind = 'person' then voter_id end) stored
		constraint vote_person references person,
	organisation_id uuid generated always as (case when voter_kind = 'organisation' then voter_id end) stored
		constraint vote_organisation references organisation,
	primary key (unit_id, voter_id)
);
create index vote_voter on vote (voter_id);

create table vote_delta (
	id bigint generated always as identity primary key,
	consultation_id uuid not null,
	unit_id uuid not null,
	voter_kind text not null,
	agree integer not null,
	changes integer not null,
	disagree integer not null,
	unsure integer not null
);

create table tally (
	unit_id uuid not null references unit,
	voter_kind text not null constraint tally_voter_kind check (voter_kind in ('person', 'organisation')),
	consultation_id uuid not null references consultation,
	agree integer not null default 0 constraint tally_agree check (agree >= 0),
	changes integer not null default 0 constraint tally_changes check (changes >= 0),
	disagree integer not null default 0 constraint tally_disagree check (disagree >= 0),
	unsure integer not null default 0 constraint tally_unsure check (unsure >= 0),
	primary key (unit_id, voter_kind)
);
create index tally_consultation on tally (consultation_id);

-- The search configuration a text's language has; others are split into words without stemming.
create function search_config(lang text) returns regconfig immutable language sql as $$
	select case split_part(lang, '-', 1)
		when 'en' then 'english'::regconfig
		when 'es' then 'spanish'::regconfig
		when 'fr' then 'french'::regconfig
		when 'ru' then 'russian'::regconfig
		when 'ar' then 'arabic'::regconfig
		when 'it' then 'italian'::regconfig
		when 'pt' then 'portuguese'::regconfig
		when 'de' then 'german'::regconfig
		else 'simple'::regconfig
	end
$$;

create table contribution (
	id uuid primary key,
	reference text not null constraint contribution_reference_unique unique
		constraint contribution_reference_form check (reference ~ '^C-[0-9A-HJKMNP-TV-Z]{6}$'),
	space_id uuid not null references space,
	consultation_id uuid not null references consultation,
	channel text not null default 'web',
	kind text not null constraint contribution_kind check (kind in ('comment', 'question', 'evidence')),
	place text not null constraint contribution_place check (place in ('unit', 'section', 'whole')),
	unit_id uuid references unit,
	version_id uuid not null references text_version,
	parent_id uuid references contribution,
	root_id uuid references contribution,
	depth smallint not null default 0 constraint contribution_depth check (depth between 0 and 2),
	person_id uuid references person on delete set null,
	organisation_id uuid references organisation,
	author_name text not null,
	body text not null constraint contribution_body_length check (char_length(body) between 1 and 5000),
	lang text not null,
	visibility text not null constraint contribution_visibility check (visibility in ('public', 'private')),
	-- With it the words can be checked against the ledger's seal; it goes when they go.
	salt text,
	state text not null default 'published' constraint contribution_state check (state in (
		'published', 'hidden', 'withdrawn'
	)),
	redacted boolean not null default false,
	received_at timestamptz not null,
	edited_at timestamptz,
	ended_at timestamptz,
	support_people integer not null default 0 constraint contribution_support_people check (support_people >= 0),
	support_organisations integer not null default 0
		constraint contribution_support_organisations check (support_organisations >= 0),
	reply_count integer not null default 0 constraint contribution_reply_count check (reply_count >= 0),
	search tsvector generated always as (to_tsvector(search_config(lang), body)) stored,
	constraint contribution_unit_named check ((place = 'whole') = (unit_id is null)),
	constraint contribution_reply_placed check ((depth = 0) = (parent_id is null) and (depth = 0) = (root_id is null))
);
create index contribution_place on contribution (consultation_id, unit_id, received_at);
create index contribution_latest on contribution (consultation_id, received_at);
create index contribution_root on contribution (root_id, received_at);
create index contribution_person on contribution (person_id, received_at);
create index contribution_unanswered on contribution (consultation_id, received_at)
	where kind = 'question' and depth = 0 and reply_count = 0 and state = 'published';
create index contribution_counts on contribution (consultation_id, visibility, unit_id, depth, organisation_id, person_id);

-- Earlier wordings stay readable.
create table wording (
	contribution_id uuid not null references contribution,
	n integer not null,
	body text not null,
	lang text not null,
	salt text,
	until timestamptz not null,
	primary key (contribution_id, n)
);

create table support (
	contribution_id uuid not null references contribution,
	voter_id uuid not null,
	voter_kind text not null constraint support_voter_kind check (voter_kind in ('person', 'organisation')),
	given_at timestamptz not null,
	person_id uuid generated always as (case when voter_kind = 'person' then voter_id end) stored
		constraint support_person references person,
	organisation_id uuid generated always as (case when voter_kind = 'organisation' then voter_id end) stored
		constraint support_organisation references organisation,
	primary key (contribution_id, voter_id)
);
create index support_voter on support (voter_id);

create table report (
	id uuid primary key,
	contribution_id uuid not null references contribution,
	reporter_id uuid references person on delete set null,
	rule text not null,
	note text not null default '' constraint report_note_length check (char_length(note) <= 1000),
	at timestamptz not null,
	settled_at timestamptz,
	settled_by uuid references person on delete set null
);
create unique index report_once on report (contribution_id, reporter_id) where settled_at is null;
create index report_open on report (at) where settled_at is null;

create table moderation_act (
	id uuid primary key,
	contribution_id uuid not null references contribution,
	act text not null constraint moderation_act_act check (act in ('hide', 'redact', 'restore', 'dismiss')),
	rule text not null,
	facts text not null constraint moderation_act_facts check (char_length(facts) between 1 and 1000),
	by_id uuid references person on delete set null,
	at timestamptz not null
);
create index moderation_act_contribution on moderation_act (contribution_id, at);
create index moderation_act_latest on moderation_act (at desc);
