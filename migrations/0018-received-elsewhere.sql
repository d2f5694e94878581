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
	header jsonb not null default '[]',
	-- Which column says what: { body, author, unit, … } to column numbers.
	columns jsonb not null default '{}',
	state text not null constraint contribution_import_state check (state in (
		'reading', 'mapping', 'checking', 'checked', 'entering', 'entered', 'refused', 'cancelled'
	)),
	obstacle jsonb,
	rows integer not null default 0,
	faults integer not null default 0,
	done integer not null default 0,
	created_at timestamptz not null default clock_timestamp(),
	ended_at timestamptz
);
create index contribution_import_consultation on contribution_import (consultation_id, created_at);

create table contribution_import_row (
	import_id uuid not null references contribution_import on delete cascade,
	line integer not null,
	cells jsonb not null,
	faults jsonb not null default '[]',
	contribution_id uuid references contribution,
	primary key (import_id, line)
);

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
	constraint received_elsewhere_once unique (consultation_id, external_id)
);
