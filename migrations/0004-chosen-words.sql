-- The words of a unit a contribution is about: their place in the text as it is read, in code points.
create table quote (
	contribution_id uuid primary key references contribution,
	exact text not null constraint quote_exact_length check (char_length(exact) between 1 and 1000),
	prefix text not null constraint quote_prefix_length check (char_length(prefix) <= 32),
	suffix text not null constraint quote_suffix_length check (char_length(suffix) <= 32),
	start_at integer not null constraint quote_start check (start_at >= 0),
	end_at integer not null,
	-- The language of the text they were chosen in: a text may be read in several.
	lang text not null constraint quote_lang_form check (lang ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
	constraint quote_place check (end_at - start_at = char_length(exact))
);
