-- Versions of a text after its closing: edited in steps, published whole, compared, with reasons.

alter table text_version add column base_id uuid references text_version;
-- What changed in general, and in which language that is said.
alter table text_version add column note text not null default ''
	constraint text_version_note check (char_length(note) <= 5000);
alter table text_version add column note_lang text not null default 'und';
alter table text_version add column published_by uuid references person on delete set null;
alter table text_version add constraint text_version_base check (n > 1 or base_id is null);

-- The next version as staff edit it: operations on the version it starts from, each of which can be undone.
create table version_draft (
	consultation_id uuid primary key references consultation,
	base_id uuid not null references text_version,
	revision integer not null default 0,
	started_by uuid references person on delete set null,
	started_at timestamptz not null
);
create table version_step (
	consultation_id uuid not null references version_draft on delete cascade,
	revision integer not null,
	operation jsonb not null,
	by_id uuid references person on delete set null,
	at timestamptz not null default clock_timestamp(),
	primary key (consultation_id, revision)
);

-- What happened to a unit from the version before to this one. A removed unit has a row here and no text.
create table unit_change (
	version_id uuid not null references text_version,
	unit_id uuid not null references unit,
	kind text not null constraint unit_change_kind check (kind in (
		'correction', 'change', 'addition', 'removal', 'split', 'merge', 'move'
	)),
	-- It stands elsewhere than before, whatever else happened to it.
	moved boolean not null default false,
	note text not null default '' constraint unit_change_note check (char_length(note) <= 2000),
	note_lang text not null default 'und',
	primary key (version_id, unit_id)
);
create index unit_change_unit on unit_change (unit_id);

-- From any voice to the sentence it changed.
create table unit_change_contribution (
	version_id uuid not null,
	unit_id uuid not null,
	contribution_id uuid not null references contribution,
	how text not null default 'because' constraint unit_change_contribution_how
		check (how in ('because', 'accepted', 'adapted')),
	primary key (version_id, unit_id, contribution_id),
	constraint unit_change_contribution_change foreign key (version_id, unit_id) references unit_change
);
create index unit_change_contribution_of on unit_change_contribution (contribution_id);
create table unit_change_response (
	version_id uuid not null,
	unit_id uuid not null,
	response_id uuid not null references reasoned_response,
	primary key (version_id, unit_id, response_id),
	constraint unit_change_response_change foreign key (version_id, unit_id) references unit_change
);
create index unit_change_response_of on unit_change_response (response_id);

-- A version stays as it was published: its words (0002), what it says of itself, what changed and why.
create function version_frozen() returns trigger language plpgsql as $$
begin
	raise exception using errcode = 'restrict_violation', constraint = 'version_frozen',
		message = 'version_frozen: a published version does not change';
end
$$;
create trigger version_frozen before delete on text_version
	for each statement execute function version_frozen();
create trigger version_says_frozen before update of consultation_id, n, published_at, base_id, note, note_lang on text_version
	for each statement execute function version_frozen();
create trigger unit_change_frozen before update or delete on unit_change
	for each statement execute function version_frozen();
create trigger unit_change_contribution_frozen before update or delete on unit_change_contribution
	for each statement execute function version_frozen();
create trigger unit_change_response_frozen before update or delete on unit_change_response
	for each statement execute function version_frozen();
create trigger unit_origin_frozen before update or delete on unit_origin
	for each statement execute function version_frozen();

-- Where chosen words stand in a later version; no place when the text changed since.
create table quote_place (
	version_id uuid not null references text_version,
	contribution_id uuid not null references contribution,
	unit_id uuid references unit,
	start_at integer constraint quote_place_start check (start_at >= 0),
	end_at integer,
	primary key (version_id, contribution_id),
	constraint quote_place_whole check (
		num_nulls(unit_id, start_at, end_at) in (0, 3) and (end_at is null or end_at > start_at)
	)
);
create index quote_place_contribution on quote_place (contribution_id);
create index quote_place_unit on quote_place (unit_id, version_id) where unit_id is not null;
-- How far finding them has come.
alter table text_version add column quotes_placed_at timestamptz;

-- Votes stay with the text they were given on: those on words that changed are kept here, out of the count.
create table earlier_vote (
	version_id uuid not null references text_version,
	unit_id uuid not null references unit,
	voter_id uuid not null,
	voter_kind text not null,
	value text not null,
	cast_at timestamptz not null,
	primary key (version_id, unit_id, voter_id)
);
create index earlier_vote_voter on earlier_vote (voter_id);
create table earlier_tally (
	version_id uuid not null references text_version,
	unit_id uuid not null references unit,
	voter_kind text not null,
	consultation_id uuid not null references consultation,
	agree integer not null constraint earlier_tally_agree check (agree >= 0),
	changes integer not null constraint earlier_tally_changes check (changes >= 0),
	disagree integer not null constraint earlier_tally_disagree check (disagree >= 0),
	unsure integer not null constraint earlier_tally_unsure check (unsure >= 0),
	primary key (version_id, unit_id, voter_kind)
);
create index earlier_tally_consultation on earlier_tally (consultation_id);

-- Earlier rounds of a consultation, with the dates they had.
create table round (
	consultation_id uuid not null references consultation,
	n integer not null constraint round_n check (n > 0),
	version_id uuid not null references text_version,
	opens_at timestamptz not null,
	closes_at timestamptz not null,
	closed_at timestamptz,
	answered_at timestamptz,
	primary key (consultation_id, n)
);

-- Versions, rounds and answering are acts anyone can read.
alter table public_act add column version_id uuid references text_version;
alter table public_act drop constraint public_act_kind, add constraint public_act_kind check (kind in (
	'extension', 'notice', 'rule_change', 'cancellation', 'language', 'version', 'round', 'answered'
));
