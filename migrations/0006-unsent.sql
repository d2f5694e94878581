-- What someone typed and has not sent yet: theirs alone, found again on any device they sign in on.
create table unsent (
	person_id uuid not null references person on delete cascade,
	consultation_id uuid not null references consultation,
	-- The form it was typed into, below the consultation's address: `remark?on=P9`.
	form text not null constraint unsent_form_form check (form ~ '^(remark|suggestion)\?[!-~]{1,200}$'),
	fields jsonb not null constraint unsent_fields_size check (pg_column_size(fields) <= 120000),
	saved_at timestamptz not null,
	-- Told by mail, once, that the consultation closes soon.
	reminded_at timestamptz,
	primary key (person_id, consultation_id, form)
);
create index unsent_consultation on unsent (consultation_id) where reminded_at is null;
