-- One text in several languages, and what a machine translated.

-- What a translation says of the unit it translates is held to what the unit is.
alter table unit_text add constraint unit_text_as_written unique (version_id, unit_id, kind, lang);

-- A language a version can be read in beside its own; n counts its publications, so that copies grow old.
create table text_language (
	version_id uuid not null references text_version,
	lang text not null constraint text_language_form check (lang ~ '^[a-z]{2,3}$'),
	n integer not null default 1 constraint text_language_n check (n > 0),
	published_at timestamptz not null,
	-- Title, description and so on: { field: { text, of } }, `of` being the original's own words then, hashed.
	words jsonb not null default '{}',
	primary key (version_id, lang)
);

create table unit_translation (
	version_id uuid not null,
	unit_id uuid not null,
	lang text not null,
	of_lang text not null,
	kind text not null,
	body jsonb not null,
	plain text not null,
	hash text not null,
	primary key (version_id, lang, unit_id),
	constraint unit_translation_language foreign key (version_id, lang) references text_language,
	constraint unit_translation_same_kind foreign key (version_id, unit_id, kind, of_lang)
		references unit_text (version_id, unit_id, kind, lang),
	constraint unit_translation_other_language check (split_part(lang, '-', 1) <> split_part(of_lang, '-', 1))
);

create function unit_translation_frozen() returns trigger language plpgsql as $$
begin
	raise exception using errcode = 'restrict_violation', constraint = 'unit_translation_frozen',
		message = 'unit_translation_frozen: a published translation does not change';
end
$$;
create trigger unit_translation_frozen before update or delete on unit_translation
	for each statement execute function unit_translation_frozen();

-- A language as staff align it; each step is kept so that it can be undone.
create table translation_draft (
	consultation_id uuid not null references consultation,
	lang text not null constraint translation_draft_form check (lang ~ '^[a-z]{2,3}$'),
	revision integer not null default 0,
	-- The revision that goes out with the announcement, and the words that go with it.
	ready integer,
	ready_note text,
	ready_lang text,
	primary key (consultation_id, lang),
	constraint translation_draft_ready check (
		(ready is null) = (ready_note is null) and (ready is null) = (ready_lang is null)
	)
);

create table translation_step (
	consultation_id uuid not null,
	lang text not null,
	revision integer not null,
	act text not null,
	content jsonb not null,
	by_id uuid references person on delete set null,
	at timestamptz not null default clock_timestamp(),
	primary key (consultation_id, lang, revision),
	constraint translation_step_draft foreign key (consultation_id, lang) references translation_draft
);

-- A document that is read as another language of a consultation's text.
alter table import add column lang text constraint import_lang_form check (lang ~ '^[a-z]{2,3}$'),
	add constraint import_lang_of check (lang is null or consultation_id is not null);

-- Publishing a language is an act anyone can read.
alter table public_act add column text_lang text;
alter table public_act drop constraint public_act_kind, add constraint public_act_kind check (kind in (
	'extension', 'notice', 'rule_change', 'cancellation', 'language'
));
alter table public_act add constraint public_act_text_lang check ((kind = 'language') = (text_lang is not null));

-- What a machine translated, by what was asked of it: a store of convenience that may be emptied at any time.
create unlogged table machine_translation (
	hash text primary key,
	-- The remark whose words these are: they go when its words go.
	contribution_id uuid references contribution on delete cascade,
	body text not null,
	at timestamptz not null default clock_timestamp()
);
create index machine_translation_age on machine_translation (at);
create index machine_translation_contribution on machine_translation (contribution_id);
