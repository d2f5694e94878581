-- Suggested wording, and what was said already.

-- Ships with PostgreSQL; where the operator's account may not add it, the sentence says what to do.
do $$
begin
	create extension if not exists pg_trgm;
exception when insufficient_privilege or undefined_file or feature_not_supported then
	raise exception using errcode = 'feature_not_supported', constraint = 'pg_trgm_missing',
		message = 'Folkmoot needs the extension pg_trgm, which comes with PostgreSQL (package postgresql-contrib). '
			|| 'Let an administrator of the database run in it: create extension pg_trgm; then start again.';
end
$$;

alter table contribution drop constraint contribution_kind;
alter table contribution add constraint contribution_kind
	check (kind in ('comment', 'question', 'evidence', 'suggestion'));
alter table contribution add constraint contribution_suggestion_placed
	check (kind <> 'suggestion' or (place = 'unit' and depth = 0));

-- What a suggestion would put in the place of a unit, or after it; its reason is the contribution's body.
create table suggestion (
	contribution_id uuid primary key references contribution,
	act text not null constraint suggestion_act check (act in ('replace', 'add', 'remove')),
	words text constraint suggestion_words_length check (char_length(words) between 1 and 10000),
	lang text not null,
	based_on uuid references suggestion,
	search tsvector generated always as (to_tsvector(search_config(lang), coalesce(words, ''))) stored,
	constraint suggestion_words_given check ((act = 'remove') = (words is null)),
	constraint suggestion_based_on_another check (based_on <> contribution_id)
);
create index suggestion_based_on on suggestion (based_on) where based_on is not null;
create index suggestion_search on suggestion using gin (search);

-- Earlier proposed words stay readable with the reason they were given for.
alter table wording add words text constraint wording_words_length check (char_length(words) between 1 and 10000);

create index contribution_suggestions on contribution (consultation_id, unit_id) where kind = 'suggestion';
create index contribution_search on contribution using gin (search);

-- A text as it is compared: small letters, without accents and vowel signs.
create function folded(words text) returns text immutable parallel safe language sql as $$
	select regexp_replace(normalize(lower(left(words, 300)), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')
$$;
create index contribution_alike on contribution using gin (folded(body) gin_trgm_ops)
	where visibility = 'public' and state = 'published';
