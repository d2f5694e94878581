-- People, bodies and the machine's own tables.

create table person (
	id uuid primary key,
	name text not null constraint person_name_length check (char_length(name) between 1 and 80),
	email text not null constraint person_email_unique unique,
	email_verified boolean not null default false,
	image text,
	language text not null default 'en',
	suspended_at timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);

create table session (
	id uuid primary key,
	person_id uuid not null references person on delete cascade,
	token text not null constraint session_token_unique unique,
	expires_at timestamptz not null,
	ip_address text,
	user_agent text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index session_person on session (person_id);

-- Where passkeys and identity providers will stand; empty as long as mail links are the only key.
create table credential (
	id uuid primary key,
	person_id uuid not null references person on delete cascade,
	account_id text not null,
	provider_id text not null,
	access_token text,
	refresh_token text,
	id_token text,
	access_token_expires_at timestamptz,
	refresh_token_expires_at timestamptz,
	scope text,
	password text constraint credential_no_password check (password is null),
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	constraint credential_unique unique (provider_id, account_id)
);

-- Sign-in links, hashed.
create table verification (
	id uuid primary key,
	identifier text not null,
	value text not null,
	expires_at timestamptz not null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);

create table installation (
	one boolean primary key default true constraint installation_single check (one),
	set_up_at timestamptz not null,
	example boolean not null
);

-- What lets one person set an empty installation up; gone once that is done.
create table set_up_token (
	one boolean primary key default true constraint set_up_token_single check (one),
	token_hash text not null,
	created_at timestamptz not null default clock_timestamp()
);

create table space (
	id uuid primary key,
	slug text not null constraint space_slug_unique unique
		constraint space_slug_form check (slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'),
	names jsonb not null,
	language text not null,
	languages text[] not null,
	time_zone text not null,
	contact text not null,
	created_at timestamptz not null default now()
);

create table role_grant (
	id uuid primary key,
	space_id uuid references space,
	person_id uuid not null references person on delete cascade,
	role text not null constraint role_grant_role check (role in (
		'MODERATOR', 'SECRETARIAT', 'AGENCY_EDITOR', 'COMMITMENT_LEAD', 'MSF_GOV', 'MSF_CS',
		'MSF_CHAIR', 'MINISTER', 'RECORDS_OFFICER', 'REVIEWER', 'STEWARD'
	)),
	from_at timestamptz not null,
	to_at timestamptz,
	granted_by uuid references person,
	constraint role_grant_period check (to_at is null or to_at >= from_at),
	constraint role_grant_steward_of_installation check ((role = 'STEWARD') = (space_id is null))
);
create unique index role_grant_once on role_grant (coalesce(space_id, '00000000-0000-0000-0000-000000000000'), person_id, role)
	where to_at is null;
create index role_grant_person on role_grant (person_id);

create table organisation (
	id uuid primary key,
	space_id uuid not null references space,
	slug text not null,
	name text not null constraint organisation_name_length check (char_length(name) between 1 and 120),
	sector text not null constraint organisation_sector check (sector in (
		'GOVERNMENT', 'CIVIL_SOCIETY', 'PARLIAMENT', 'JUDICIARY', 'PRIVATE', 'ACADEMIA',
		'INTERNATIONAL', 'DONOR', 'OTHER'
	)),
	website text,
	requested_by uuid references person on delete set null,
	requested_at timestamptz not null default now(),
	verified_at timestamptz,
	verified_by uuid references person on delete set null,
	refused_at timestamptz,
	refused_reason text,
	constraint organisation_slug_unique unique (space_id, slug),
	constraint organisation_decided_once check (verified_at is null or refused_at is null)
);

create table membership (
	id uuid primary key,
	organisation_id uuid not null references organisation,
	person_id uuid not null references person on delete cascade,
	first boolean not null default false,
	from_at timestamptz not null,
	to_at timestamptz,
	invited_by uuid references person on delete set null,
	constraint membership_period check (to_at is null or to_at >= from_at)
);
create unique index membership_once on membership (organisation_id, person_id) where to_at is null;
create index membership_person on membership (person_id);

create table invitation (
	id uuid primary key,
	organisation_id uuid not null references organisation,
	email text not null,
	token_hash text not null constraint invitation_token_unique unique,
	invited_by uuid not null references person on delete cascade,
	created_at timestamptz not null,
	expires_at timestamptz not null,
	used_at timestamptz,
	used_by uuid references person on delete set null,
	constraint invitation_life check (expires_at <= created_at + interval '14 days')
);

-- Mail leaves as a row of the act's own transaction: its kind and facts, worded when it is sent or
-- shown. The facts (links among them) go once it is sent, and when they are no longer of use.
create table mail (
	id uuid primary key,
	recipient text not null,
	language text not null,
	kind text not null,
	facts jsonb,
	created_at timestamptz not null default clock_timestamp(),
	sent_at timestamptz,
	attempts integer not null default 0,
	failure text
);
create index mail_recipient on mail (recipient, created_at);
create index mail_latest on mail (created_at desc);
create index mail_waiting on mail (created_at) where facts is not null;

-- One effect for a form that is sent again: the answer is kept beside its key.
create table sent_form (
	key uuid not null,
	sender text not null,
	body_hash text not null,
	outcome jsonb,
	created_at timestamptz not null default clock_timestamp(),
	primary key (sender, key)
);
create index sent_form_age on sent_form (created_at);

-- What someone chose or typed before signing in; erased after seven days.
create table pending_act (
	id uuid primary key,
	token_hash text not null constraint pending_act_token_unique unique,
	email text,
	act text not null constraint pending_act_act check (act in ('remark', 'vote', 'support', 'report')),
	payload jsonb not null,
	language text not null,
	return_to text not null,
	created_at timestamptz not null default clock_timestamp(),
	expires_at timestamptz not null,
	done_at timestamptz,
	constraint pending_act_life check (expires_at <= created_at + interval '8 days')
);
create index pending_act_expiry on pending_act (expires_at);
create index pending_act_email on pending_act (email);

create table rate_limit (
	key text primary key,
	points integer not null default 0,
	expire bigint
);

-- One row per act, never updated, never deleted: no personal data, no contribution text.
create table ledger_entry (
	id bigint generated always as identity primary key,
	space_id uuid references space,
	type text not null,
	about_table text not null,
	about_id uuid not null,
	role text not null,
	person_id uuid,
	at timestamptz not null,
	payload jsonb not null default '{}'
);
create index ledger_entry_about on ledger_entry (about_table, about_id);
create index ledger_entry_latest on ledger_entry (space_id, at);
