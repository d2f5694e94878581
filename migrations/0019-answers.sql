-- The answer desk: themes, groups, assignment, notes; reasoned responses and what they link to.

-- A cluster of contributions (Handbook §2.1.c).
create table theme (
	id uuid primary key,
	space_id uuid not null references space,
	slug text not null constraint theme_slug_form check (slug ~ '^[a-z0-9][a-z0-9-]{0,78}$'),
	-- By language, at least one.
	names jsonb not null,
	basis text not null constraint theme_basis check (basis in ('SECTOR', 'JURISDICTION', 'GOVERNANCE')),
	by_id uuid references person on delete set null,
	at timestamptz not null,
	-- The theme it became part of; its address leads there.
	merged_into uuid references theme constraint theme_merged_another check (merged_into <> id),
	constraint theme_slug_unique unique (space_id, slug),
	constraint theme_named check (jsonb_typeof(names) = 'object' and names <> '{}')
);

create table contribution_theme (
	contribution_id uuid not null references contribution,
	theme_id uuid not null references theme,
	by_id uuid references person on delete set null,
	at timestamptz not null,
	primary key (contribution_id, theme_id)
);
create index contribution_theme_theme on contribution_theme (theme_id);

-- Contributions that say the same, answered together.
create table contribution_group (
	id uuid primary key,
	consultation_id uuid not null references consultation,
	title text not null constraint contribution_group_title check (char_length(title) between 1 and 200),
	lang text not null,
	-- The words they share, where they were proposed.
	shared text[] not null default '{}',
	by_id uuid references person on delete set null,
	at timestamptz not null
);
create index contribution_group_consultation on contribution_group (consultation_id, at);

-- A search in the background for contributions that say the same, or that belong to a theme: its progress,
-- and what it proposes.
create table group_search (
	id uuid primary key,
	consultation_id uuid not null references consultation,
	by_id uuid references person on delete set null,
	theme_id uuid references theme,
	-- Private ones are among what was compared: only the secretariat sees what was found.
	with_private boolean not null default false,
	state text not null constraint group_search_state check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
	percent integer not null default 0 constraint group_search_percent check (percent between 0 and 100),
	created_at timestamptz not null default clock_timestamp(),
	ended_at timestamptz
);
create index group_search_consultation on group_search (consultation_id, created_at);
create table group_proposal (
	search_id uuid not null references group_search on delete cascade,
	n integer not null,
	members uuid[] not null,
	shared text[] not null,
	settled text constraint group_proposal_settled check (settled in ('taken', 'dismissed')),
	primary key (search_id, n)
);
create unique index group_search_once on group_search (consultation_id) where state in ('waiting', 'running');

create table reasoned_response (
	id uuid primary key,
	reference text not null constraint reasoned_response_reference_unique unique
		constraint reasoned_response_reference_form check (reference ~ '^R-[0-9A-HJKMNP-TV-Z]{6}$'),
	space_id uuid not null references space,
	consultation_id uuid not null references consultation,
	state text not null constraint reasoned_response_state check (state in ('draft', 'review', 'published', 'superseded')),
	kind text constraint reasoned_response_kind check (kind in ('included', 'included_with_changes', 'not_included')),
	lang text not null,
	-- The five parts (Handbook §2.1.d): the input, how it was considered, how it influenced the outcome,
	-- whether it was included and why, whether and how it will be used beyond this text.
	input text not null default '' constraint reasoned_response_input check (char_length(input) <= 5000),
	consideration text not null default '' constraint reasoned_response_consideration check (char_length(consideration) <= 5000),
	influence text not null default '' constraint reasoned_response_influence check (char_length(influence) <= 5000),
	reasons text not null default '' constraint reasoned_response_reasons check (char_length(reasons) <= 5000),
	beyond text not null default '' constraint reasoned_response_beyond check (char_length(beyond) <= 5000),
	decided_by text not null default '' constraint reasoned_response_decided_by check (char_length(decided_by) <= 200),
	considered_on date,
	-- The body that answers.
	agency_id uuid references organisation,
	template_id uuid,
	revision integer not null default 1,
	supersedes uuid constraint reasoned_response_supersedes_once unique references reasoned_response,
	created_by uuid references person on delete set null,
	created_at timestamptz not null,
	changed_by uuid references person on delete set null,
	changed_at timestamptz not null,
	submitted_at timestamptz,
	published_by uuid references person on delete set null,
	published_at timestamptz,
	superseded_at timestamptz,
	salt text,
	-- Asked for and on its way in the background, where it answers many; what kept the last such way from its end.
	publish_asked_by uuid references person on delete set null,
	publish_asked_at timestamptz,
	publish_obstacle jsonb,
	constraint reasoned_response_asked check (publish_asked_at is null or state in ('draft', 'review')),
	constraint reasoned_response_complete check (state in ('draft', 'review') or (
		kind is not null and published_at is not null and decided_by <> ''
		and input <> '' and consideration <> '' and influence <> '' and reasons <> '' and beyond <> ''
	)),
	constraint reasoned_response_ended check ((state = 'superseded') = (superseded_at is not null))
);
create index reasoned_response_consultation on reasoned_response (consultation_id, state, published_at);

-- Every saved state of a draft, so that two who write meet in a merge and not in a loss.
create table reasoned_response_revision (
	response_id uuid not null references reasoned_response on delete cascade,
	revision integer not null,
	fields jsonb not null,
	by_id uuid references person on delete set null,
	at timestamptz not null,
	primary key (response_id, revision)
);

create table reasoned_response_contribution (
	response_id uuid not null references reasoned_response on delete cascade,
	contribution_id uuid not null references contribution,
	primary key (response_id, contribution_id)
);
create index reasoned_response_contribution_of on reasoned_response_contribution (contribution_id);

-- What it changed or rests on: a unit of this text, a decision, a commitment.
create table reasoned_response_link (
	response_id uuid not null references reasoned_response on delete cascade,
	n integer not null,
	kind text not null constraint reasoned_response_link_kind check (kind in ('unit', 'decision', 'commitment')),
	unit_id uuid references unit,
	title text not null default '' constraint reasoned_response_link_title check (char_length(title) <= 200),
	href text constraint reasoned_response_link_href check (href ~ '^https?://' and char_length(href) <= 1000),
	primary key (response_id, n),
	constraint reasoned_response_link_names check (
		(kind = 'unit') = (unit_id is not null) and (kind = 'unit' or title <> '')
	)
);
create index reasoned_response_link_unit on reasoned_response_link (unit_id) where unit_id is not null;

-- What was published stays as it was published.
create function reasoned_response_frozen() returns trigger language plpgsql as $$
begin
	if old.state in ('published', 'superseded') and (
		new.state not in ('published', 'superseded') or old.state = 'superseded' and new.state = 'published'
		or (new.kind, new.lang, new.input, new.consideration, new.influence, new.reasons, new.beyond,
			new.decided_by, new.considered_on, new.agency_id, new.supersedes, new.published_at)
		is distinct from (old.kind, old.lang, old.input, old.consideration, old.influence, old.reasons, old.beyond,
			old.decided_by, old.considered_on, old.agency_id, old.supersedes, old.published_at)
	) then
		raise exception using errcode = 'restrict_violation', constraint = 'reasoned_response_frozen',
			message = 'reasoned_response_frozen: a published response does not change';
	end if;
	return new;
end
$$;
create trigger reasoned_response_frozen before update on reasoned_response
	for each row execute function reasoned_response_frozen();

-- What stands of a contribution's way: its group, who works on it, its answer, its latest news.
alter table contribution add column group_id uuid references contribution_group;
alter table contribution add column grouped_at timestamptz;
alter table contribution add column agency_id uuid references organisation;
alter table contribution add column assignee_id uuid references person on delete set null;
alter table contribution add column assigned_at timestamptz;
alter table contribution add column response_id uuid references reasoned_response;
alter table contribution add column answered_at timestamptz;
alter table contribution add column news_at timestamptz;
alter table contribution add constraint contribution_answered check ((response_id is null) = (answered_at is null));
create index contribution_group_of on contribution (group_id) where group_id is not null;
create index contribution_response on contribution (response_id) where response_id is not null;
create index contribution_to_answer on contribution (consultation_id, received_at, id)
	where response_id is null and state in ('published', 'held');
-- The public meter reads this alone.
create index contribution_meter on contribution (consultation_id)
	include (state, response_id, received_at, answered_at, agency_id);

-- What was done at the desk to many at once, and how each of them stood before: every act can be taken back.
create table desk_act (
	id uuid primary key,
	consultation_id uuid not null references consultation,
	by_id uuid references person on delete set null,
	kind text not null constraint desk_act_kind
		check (kind in ('theme_given', 'theme_taken', 'grouped', 'ungrouped', 'assigned')),
	-- What they were given, or what was taken from them.
	theme_id uuid references theme,
	group_id uuid references contribution_group,
	agency_id uuid references organisation,
	assignee_id uuid references person on delete set null,
	count integer not null constraint desk_act_count check (count > 0),
	at timestamptz not null,
	undone_at timestamptz
);
create index desk_act_at on desk_act (at);
create table desk_act_row (
	act_id uuid not null references desk_act on delete cascade,
	contribution_id uuid not null references contribution,
	group_id uuid references contribution_group,
	grouped_at timestamptz,
	agency_id uuid references organisation,
	assignee_id uuid references person on delete set null,
	assigned_at timestamptz,
	primary key (act_id, contribution_id)
);

create table internal_note (
	id uuid primary key,
	consultation_id uuid not null references consultation,
	contribution_id uuid references contribution,
	group_id uuid references contribution_group,
	response_id uuid references reasoned_response on delete cascade,
	body text not null constraint internal_note_body check (char_length(body) between 1 and 2000),
	lang text not null,
	by_id uuid references person on delete set null,
	at timestamptz not null,
	constraint internal_note_about_one check (num_nonnulls(contribution_id, group_id, response_id) = 1)
);
create index internal_note_contribution on internal_note (contribution_id, at);
create index internal_note_group on internal_note (group_id, at);
create index internal_note_response on internal_note (response_id, at);

create table response_template (
	id uuid primary key,
	space_id uuid not null references space,
	title text not null constraint response_template_title check (char_length(title) between 1 and 120),
	lang text not null,
	kind text constraint response_template_kind check (kind in ('included', 'included_with_changes', 'not_included')),
	parts jsonb not null,
	by_id uuid references person on delete set null,
	at timestamptz not null,
	ended_at timestamptz
);
create index response_template_space on response_template (space_id) where ended_at is null;
alter table reasoned_response add constraint reasoned_response_template
	foreign key (template_id) references response_template;

-- When each author last looked at what became of theirs.
create table seen (
	person_id uuid not null references person on delete cascade,
	contribution_id uuid not null references contribution,
	at timestamptz not null,
	primary key (person_id, contribution_id)
);

-- Answered: by the last response, or by a named person who says why not.
alter table consultation add column answered_by uuid references person on delete set null;
alter table consultation add column answered_because text
	constraint consultation_answered_because check (char_length(answered_because) between 1 and 2000);
-- An act of the clock says nothing of its own: all was answered.
alter table public_act drop constraint public_act_body_length, add constraint public_act_body_length
	check (char_length(body) <= 2000 and (body <> '' or kind = 'answered'));
