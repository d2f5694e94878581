-- Keys beyond the mail link: passkeys, authenticator codes, accounts at identity providers; and how sure a session is.

alter table session
	-- When it was last shown that this session is held by its person; asked again for sensitive acts.
	add column confirmed_at timestamptz default clock_timestamp(),
	-- When the second step was taken in it; null for a mail link alone.
	add column stepped_at timestamptz;

create table passkey (
	id uuid primary key,
	person_id uuid not null references person on delete cascade,
	credential_id text not null constraint passkey_credential_unique unique,
	public_key bytea not null,
	-- The device's own count of uses: one that does not grow betrays a copy.
	counter bigint not null,
	transports text[] not null,
	backed_up boolean not null,
	name text not null constraint passkey_name_length check (char_length(name) between 1 and 60),
	created_at timestamptz not null,
	used_at timestamptz
);
create index passkey_person on passkey (person_id);

-- Secrets are sealed with the installation's own; a new one replaces the old when its first code was right.
create table authenticator (
	person_id uuid primary key references person on delete cascade,
	secret text,
	since timestamptz,
	-- The half minute of the last code taken: no code is taken twice.
	last_step bigint not null default 0,
	next_secret text,
	constraint authenticator_since check ((secret is null) = (since is null)),
	constraint authenticator_not_empty check (secret is not null or next_secret is not null)
);

create table recovery_code (
	person_id uuid not null references person on delete cascade,
	code_hash text not null,
	used_at timestamptz,
	primary key (person_id, code_hash)
);

-- One-time secrets, hashed: each for one purpose, gone with its use.
create table ticket (
	token_hash text primary key,
	purpose text not null constraint ticket_purpose check (purpose in (
		'confirm', 'address', 'passkey_new', 'passkey_step', 'passkey_sign_in', 'arrival', 'spent'
	)),
	person_id uuid references person on delete cascade,
	session_id uuid references session on delete cascade,
	facts jsonb not null default '{}',
	created_at timestamptz not null,
	expires_at timestamptz not null,
	constraint ticket_life check (expires_at <= created_at + interval '30 minutes')
);
create index ticket_expiry on ticket (expires_at);
create index ticket_person on ticket (person_id);

-- A form that waits while its sender shows who they are.
create table held_form (
	id uuid primary key,
	session_id uuid not null references session on delete cascade,
	path text not null,
	fields jsonb not null,
	expires_at timestamptz not null
);
create index held_form_expiry on held_form (expires_at);
create index held_form_session on held_form (session_id);

-- Accounts at identity providers: the issuer, and a keyed hash of who someone is there. No tokens are kept.
alter table credential
	add column shown text not null default '',
	add constraint credential_no_tokens check (access_token is null and refresh_token is null and id_token is null);

-- Why someone is kept from acting: for stewards and the person, never public.
create table suspension (
	id uuid primary key,
	person_id uuid not null references person on delete cascade,
	reason text not null constraint suspension_reason_length check (char_length(reason) between 1 and 1000),
	by_id uuid references person on delete set null,
	from_at timestamptz not null,
	to_at timestamptz,
	lifted_by uuid references person on delete set null,
	constraint suspension_period check (to_at is null or to_at >= from_at)
);
create unique index suspension_once on suspension (person_id) where to_at is null;
create index suspension_latest on suspension (from_at desc);
