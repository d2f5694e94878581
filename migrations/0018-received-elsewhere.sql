-- What was said by letter, mail, telephone, in a meeting or on another platform, entered by staff.

alter table contribution add constraint contribution_channel
	check (channel in ('web', 'letter', 'email', 'meeting', 'telephone', 'platform'));

-- A file of contributions on its way in: read, mapped, checked, accepted, entered in steps.
create table contribution_import (
	id uuid primary key,
	consultation_id uuid not null references consultation,
	by_id uuid references person on delete set null,
	file_name text not null,
	-- One channel, day, consent and language for the file, where its columns do not say otherwise.
	channel text not null constraint contribution_import_channel
		check (channel in ('letter', 'email', 'meeting', 'telephone', 'platform')),
	received_on date not null,
	consent text not null constraint contribution_import_consent check (consent in ('named', 'nameless', 'private')),
	lang text not null,
	source text not null default '' constraint contribution_import_source check (char_length(source) <= 200),
	-- How its bytes were read: “windows-1252” was guessed.
	encoding text not null default 'utf-8',
	header jsonb not null default '[]',
	-- Which column says what: { body, author, unit, … } to column numbers.
	columns jsonb not null default '{}',
	state text not null constraint contribution_import_state check (state in (
		'reading', 'mapping', 'checking', 'checked', 'entering', 'entered', 'refused', 'cancelled'
	)),
	obstacle jsonb,
	rows integer not null default 0,
	faults integer not null default 0,
	notes integer not null default 0,
	done integer not null default 0,
	-- Who said that it shall be entered, and as what.
	accepted_by uuid references person on delete set null,
	accepted_as text,
	created_at timestamptz not null default clock_timestamp(),
	ended_at timestamptz,
	constraint contribution_import_accepted check (
		state not in ('entering', 'entered') or accepted_as is not null
	)
);
create index contribution_import_consultation on contribution_import (consultation_id, created_at);

create table contribution_import_row (
	import_id uuid not null references contribution_import on delete cascade,
	line integer not null,
	-- Its words until they are entered; then they stand with the contribution alone.
	cells jsonb not null,
	-- What keeps it from being entered, and what was made of it.
	faults jsonb not null default '[]',
	notes jsonb not null default '[]',
	contribution_id uuid references contribution,
	primary key (import_id, line),
	constraint contribution_import_row_entered check (contribution_id is null or cells = '[]')
);

create index contribution_import_row_open on contribution_import_row (import_id, line) where contribution_id is null;

create table received_elsewhere (
	contribution_id uuid primary key references contribution,
	consultation_id uuid not null references consultation,
	received_on date not null,
	consent text not null constraint received_elsewhere_consent check (consent in ('named', 'nameless', 'private')),
	-- What it was: “Letter no. 12”, “Workshop in Tellin”.
	source text not null default '' constraint received_elsewhere_source check (char_length(source) <= 200),
	-- Where whoever said it is told what became of it, when they said so; never shown to readers.
	contact text,
	external_id text constraint received_elsewhere_external_id check (char_length(external_id) between 1 and 100),
	import_id uuid references contribution_import,
	entered_by uuid references person on delete set null,
	entered_at timestamptz not null,
	-- Why staff took it back: it was entered by mistake.
	withdrawn_because text constraint received_elsewhere_withdrawn_because
		check (char_length(withdrawn_because) between 1 and 500),
	withdrawn_by uuid references person on delete set null,
	constraint received_elsewhere_once unique (consultation_id, external_id)
);
create index received_elsewhere_entered on received_elsewhere (consultation_id, entered_at);
create index received_elsewhere_import on received_elsewhere (import_id) where import_id is not null;
