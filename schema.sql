-- The schema the migrations make. Generated: npm run schema.

create table appeal (
	id uuid not null,
	act_id uuid not null,
	contribution_id uuid not null,
	person_id uuid,
	words text not null,
	lang text not null,
	at timestamp with time zone not null,
	act_by uuid,
	act_asked_by uuid,
	decided_by uuid,
	decided_at timestamp with time zone,
	outcome text,
	reasons text,
	constraint appeal_act_asked_by_fkey FOREIGN KEY (act_asked_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint appeal_act_by_fkey FOREIGN KEY (act_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint appeal_act_id_fkey FOREIGN KEY (act_id) REFERENCES moderation_act(id),
	constraint appeal_another_person CHECK (((decided_by <> act_by) AND (decided_by <> act_asked_by))),
	constraint appeal_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint appeal_decided CHECK ((((decided_at IS NULL) = (outcome IS NULL)) AND ((decided_at IS NULL) = (reasons IS NULL)))),
	constraint appeal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint appeal_not_own CHECK ((decided_by <> person_id)),
	constraint appeal_once UNIQUE (act_id),
	constraint appeal_outcome CHECK ((outcome = ANY (ARRAY['upheld'::text, 'reversed'::text]))),
	constraint appeal_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint appeal_pkey PRIMARY KEY (id),
	constraint appeal_reasons CHECK (((char_length(reasons) >= 1) AND (char_length(reasons) <= 1000))),
	constraint appeal_words CHECK (((char_length(words) >= 1) AND (char_length(words) <= 2000)))
);

create table authenticator (
	person_id uuid not null,
	secret text,
	since timestamp with time zone,
	last_step bigint not null default 0,
	next_secret text,
	constraint authenticator_not_empty CHECK (((secret IS NOT NULL) OR (next_secret IS NOT NULL))),
	constraint authenticator_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint authenticator_pkey PRIMARY KEY (person_id),
	constraint authenticator_since CHECK (((secret IS NULL) = (since IS NULL)))
);

create table consultation (
	id uuid not null,
	space_id uuid not null,
	slug text not null,
	language text not null,
	title text not null,
	subtitle text not null default ''::text,
	description text not null default ''::text,
	feeds_into text not null default ''::text,
	responsible text not null default ''::text,
	contact text not null default ''::text,
	other_channels text not null default ''::text,
	further_info text not null default ''::text,
	first_number integer not null default 1,
	opens_at timestamp with time zone,
	closes_at timestamp with time zone,
	response_by timestamp with time zone,
	announced_at timestamp with time zone,
	closed_at timestamp with time zone,
	answered_at timestamp with time zone,
	archived_at timestamp with time zone,
	cancelled_at timestamp with time zone,
	cancel_reason text,
	version_id uuid,
	draft_revision integer not null default 0,
	created_by uuid,
	created_at timestamp with time zone not null default clock_timestamp(),
	answered_by uuid,
	answered_because text,
	constraint consultation_announced_complete CHECK (((announced_at IS NULL) OR ((opens_at IS NOT NULL) AND (closes_at IS NOT NULL) AND (version_id IS NOT NULL)))),
	constraint consultation_answered_because CHECK (((char_length(answered_because) >= 1) AND (char_length(answered_because) <= 2000))),
	constraint consultation_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint consultation_cancel_reason CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL))),
	constraint consultation_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint consultation_description_length CHECK ((char_length(description) <= 5000)),
	constraint consultation_first_number CHECK (((first_number >= 0) AND (first_number <= 100000))),
	constraint consultation_period CHECK (((opens_at IS NULL) OR (closes_at IS NULL) OR (closes_at > opens_at))),
	constraint consultation_pkey PRIMARY KEY (id),
	constraint consultation_slug_form CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,78}[a-z0-9]$'::text)),
	constraint consultation_slug_unique UNIQUE (space_id, slug),
	constraint consultation_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint consultation_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
	constraint consultation_version FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table consultation_generation (
	consultation_id uuid not null,
	n bigint not null default 0,
	constraint consultation_generation_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint consultation_generation_pkey PRIMARY KEY (consultation_id)
);

create table contribution (
	id uuid not null,
	reference text not null,
	space_id uuid not null,
	consultation_id uuid not null,
	channel text not null default 'web'::text,
	kind text not null,
	place text not null,
	unit_id uuid,
	version_id uuid not null,
	parent_id uuid,
	root_id uuid,
	depth smallint not null default 0,
	person_id uuid,
	organisation_id uuid,
	author_name text not null,
	body text not null,
	lang text not null,
	visibility text not null,
	salt text,
	state text not null default 'published'::text,
	redacted boolean not null default false,
	received_at timestamp with time zone not null,
	edited_at timestamp with time zone,
	ended_at timestamp with time zone,
	support_people integer not null default 0,
	support_organisations integer not null default 0,
	reply_count integer not null default 0,
	search tsvector generated always as (to_tsvector(search_config(lang), body)) stored,
	joint boolean not null default false,
	signature_count integer not null default 0,
	guest boolean not null default false,
	support_guests integer not null default 0,
	links boolean not null default false,
	alike_of uuid,
	alike_count integer not null default 0,
	group_id uuid,
	grouped_at timestamp with time zone,
	agency_id uuid,
	assignee_id uuid,
	assigned_at timestamp with time zone,
	response_id uuid,
	answered_at timestamp with time zone,
	news_at timestamp with time zone,
	constraint contribution_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES organisation(id),
	constraint contribution_alike_another CHECK ((alike_of <> id)),
	constraint contribution_alike_counted CHECK ((alike_count >= 0)),
	constraint contribution_alike_of_fkey FOREIGN KEY (alike_of) REFERENCES contribution(id),
	constraint contribution_answered CHECK (((response_id IS NULL) = (answered_at IS NULL))),
	constraint contribution_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint contribution_body_length CHECK (((char_length(body) >= 1) AND (char_length(body) <= 5000))),
	constraint contribution_channel CHECK ((channel = ANY (ARRAY['web'::text, 'letter'::text, 'email'::text, 'meeting'::text, 'telephone'::text, 'platform'::text]))),
	constraint contribution_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint contribution_depth CHECK (((depth >= 0) AND (depth <= 2))),
	constraint contribution_group_id_fkey FOREIGN KEY (group_id) REFERENCES contribution_group(id),
	constraint contribution_joint_organisation CHECK (((NOT joint) OR (organisation_id IS NOT NULL))),
	constraint contribution_joint_public CHECK (((NOT joint) OR (visibility = 'public'::text))),
	constraint contribution_kind CHECK ((kind = ANY (ARRAY['comment'::text, 'question'::text, 'evidence'::text, 'suggestion'::text]))),
	constraint contribution_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
	constraint contribution_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES contribution(id),
	constraint contribution_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint contribution_pkey PRIMARY KEY (id),
	constraint contribution_place CHECK ((place = ANY (ARRAY['unit'::text, 'section'::text, 'whole'::text]))),
	constraint contribution_reference_form CHECK ((reference ~ '^C-[0-9A-HJKMNP-TV-Z]{6}$'::text)),
	constraint contribution_reference_unique UNIQUE (reference),
	constraint contribution_reply_count CHECK ((reply_count >= 0)),
	constraint contribution_reply_placed CHECK ((((depth = 0) = (parent_id IS NULL)) AND ((depth = 0) = (root_id IS NULL)))),
	constraint contribution_response_id_fkey FOREIGN KEY (response_id) REFERENCES reasoned_response(id),
	constraint contribution_root_id_fkey FOREIGN KEY (root_id) REFERENCES contribution(id),
	constraint contribution_signature_count CHECK (((signature_count >= 0) AND (joint OR (signature_count = 0)))),
	constraint contribution_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint contribution_state CHECK ((state = ANY (ARRAY['published'::text, 'held'::text, 'refused'::text, 'withdrawn'::text]))),
	constraint contribution_suggestion_placed CHECK (((kind <> 'suggestion'::text) OR ((place = 'unit'::text) AND (depth = 0)))),
	constraint contribution_support_guests CHECK ((support_guests >= 0)),
	constraint contribution_support_organisations CHECK ((support_organisations >= 0)),
	constraint contribution_support_people CHECK ((support_people >= 0)),
	constraint contribution_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint contribution_unit_named CHECK (((place = 'whole'::text) = (unit_id IS NULL))),
	constraint contribution_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id),
	constraint contribution_visibility CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text])))
);

create table contribution_group (
	id uuid not null,
	consultation_id uuid not null,
	title text not null,
	lang text not null,
	shared text[] not null default '{}'::text[],
	by_id uuid,
	at timestamp with time zone not null,
	constraint contribution_group_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint contribution_group_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint contribution_group_pkey PRIMARY KEY (id),
	constraint contribution_group_title CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)))
);

create table contribution_import (
	id uuid not null,
	consultation_id uuid not null,
	by_id uuid,
	file_name text not null,
	channel text not null,
	received_on date not null,
	consent text not null,
	lang text not null,
	source text not null default ''::text,
	encoding text not null default 'utf-8'::text,
	header jsonb not null default '[]'::jsonb,
	columns jsonb not null default '{}'::jsonb,
	state text not null,
	obstacle jsonb,
	rows integer not null default 0,
	faults integer not null default 0,
	notes integer not null default 0,
	done integer not null default 0,
	accepted_by uuid,
	accepted_as text,
	created_at timestamp with time zone not null default clock_timestamp(),
	ended_at timestamp with time zone,
	constraint contribution_import_accepted CHECK (((state <> ALL (ARRAY['entering'::text, 'entered'::text])) OR (accepted_as IS NOT NULL))),
	constraint contribution_import_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint contribution_import_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint contribution_import_channel CHECK ((channel = ANY (ARRAY['letter'::text, 'email'::text, 'meeting'::text, 'telephone'::text, 'platform'::text]))),
	constraint contribution_import_consent CHECK ((consent = ANY (ARRAY['named'::text, 'nameless'::text, 'private'::text]))),
	constraint contribution_import_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint contribution_import_pkey PRIMARY KEY (id),
	constraint contribution_import_source CHECK ((char_length(source) <= 200)),
	constraint contribution_import_state CHECK ((state = ANY (ARRAY['reading'::text, 'mapping'::text, 'checking'::text, 'checked'::text, 'entering'::text, 'entered'::text, 'refused'::text, 'cancelled'::text])))
);

create table contribution_import_row (
	import_id uuid not null,
	line integer not null,
	cells jsonb not null,
	faults jsonb not null default '[]'::jsonb,
	notes jsonb not null default '[]'::jsonb,
	contribution_id uuid,
	constraint contribution_import_row_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint contribution_import_row_entered CHECK (((contribution_id IS NULL) OR (cells = '[]'::jsonb))),
	constraint contribution_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES contribution_import(id) ON DELETE CASCADE,
	constraint contribution_import_row_pkey PRIMARY KEY (import_id, line)
);

create table contribution_theme (
	contribution_id uuid not null,
	theme_id uuid not null,
	by_id uuid,
	at timestamp with time zone not null,
	constraint contribution_theme_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint contribution_theme_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint contribution_theme_pkey PRIMARY KEY (contribution_id, theme_id),
	constraint contribution_theme_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES theme(id)
);

create table credential (
	id uuid not null,
	person_id uuid not null,
	account_id text not null,
	provider_id text not null,
	access_token text,
	refresh_token text,
	id_token text,
	access_token_expires_at timestamp with time zone,
	refresh_token_expires_at timestamp with time zone,
	scope text,
	password text,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	shown text not null default ''::text,
	constraint credential_no_password CHECK ((password IS NULL)),
	constraint credential_no_tokens CHECK (((access_token IS NULL) AND (refresh_token IS NULL) AND (id_token IS NULL))),
	constraint credential_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint credential_pkey PRIMARY KEY (id),
	constraint credential_unique UNIQUE (provider_id, account_id)
);

create table desk_act (
	id uuid not null,
	consultation_id uuid not null,
	by_id uuid,
	kind text not null,
	theme_id uuid,
	group_id uuid,
	agency_id uuid,
	assignee_id uuid,
	count integer not null,
	at timestamp with time zone not null,
	undone_at timestamp with time zone,
	constraint desk_act_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES organisation(id),
	constraint desk_act_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint desk_act_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint desk_act_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint desk_act_count CHECK ((count > 0)),
	constraint desk_act_group_id_fkey FOREIGN KEY (group_id) REFERENCES contribution_group(id),
	constraint desk_act_kind CHECK ((kind = ANY (ARRAY['theme_given'::text, 'theme_taken'::text, 'grouped'::text, 'ungrouped'::text, 'assigned'::text]))),
	constraint desk_act_pkey PRIMARY KEY (id),
	constraint desk_act_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES theme(id)
);

create table desk_act_row (
	act_id uuid not null,
	contribution_id uuid not null,
	group_id uuid,
	grouped_at timestamp with time zone,
	agency_id uuid,
	assignee_id uuid,
	assigned_at timestamp with time zone,
	constraint desk_act_row_act_id_fkey FOREIGN KEY (act_id) REFERENCES desk_act(id) ON DELETE CASCADE,
	constraint desk_act_row_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES organisation(id),
	constraint desk_act_row_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint desk_act_row_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint desk_act_row_group_id_fkey FOREIGN KEY (group_id) REFERENCES contribution_group(id),
	constraint desk_act_row_pkey PRIMARY KEY (act_id, contribution_id)
);

create table draft_step (
	consultation_id uuid not null,
	revision integer not null,
	act text not null,
	units jsonb not null,
	by_id uuid,
	at timestamp with time zone not null default clock_timestamp(),
	constraint draft_step_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint draft_step_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint draft_step_pkey PRIMARY KEY (consultation_id, revision)
);

create table earlier_tally (
	version_id uuid not null,
	unit_id uuid not null,
	voter_kind text not null,
	consultation_id uuid not null,
	agree integer not null,
	changes integer not null,
	disagree integer not null,
	unsure integer not null,
	constraint earlier_tally_agree CHECK ((agree >= 0)),
	constraint earlier_tally_changes CHECK ((changes >= 0)),
	constraint earlier_tally_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint earlier_tally_disagree CHECK ((disagree >= 0)),
	constraint earlier_tally_pkey PRIMARY KEY (version_id, unit_id, voter_kind),
	constraint earlier_tally_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint earlier_tally_unsure CHECK ((unsure >= 0)),
	constraint earlier_tally_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table earlier_vote (
	version_id uuid not null,
	unit_id uuid not null,
	voter_id uuid not null,
	voter_kind text not null,
	value text not null,
	cast_at timestamp with time zone not null,
	constraint earlier_vote_pkey PRIMARY KEY (version_id, unit_id, voter_id),
	constraint earlier_vote_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint earlier_vote_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table erasure (
	person_id uuid not null,
	contributions text not null,
	asked_at timestamp with time zone not null,
	done_at timestamp with time zone,
	constraint erasure_contributions CHECK ((contributions = ANY (ARRAY['kept'::text, 'erased'::text]))),
	constraint erasure_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
	constraint erasure_pkey PRIMARY KEY (person_id)
);

create table follow (
	person_id uuid not null,
	target text not null,
	target_id uuid not null,
	pace text not null,
	at timestamp with time zone not null,
	constraint follow_own CHECK (((target = 'own'::text) = (target_id = person_id))),
	constraint follow_pace CHECK ((pace = ANY (ARRAY['at_once'::text, 'daily'::text, 'weekly'::text, 'never'::text]))),
	constraint follow_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint follow_pkey PRIMARY KEY (person_id, target, target_id),
	constraint follow_target CHECK ((target = ANY (ARRAY['own'::text, 'consultation'::text, 'unit'::text, 'contribution'::text, 'theme'::text, 'organisation'::text])))
);

create table group_proposal (
	search_id uuid not null,
	n integer not null,
	members uuid[] not null,
	shared text[] not null,
	settled text,
	constraint group_proposal_pkey PRIMARY KEY (search_id, n),
	constraint group_proposal_search_id_fkey FOREIGN KEY (search_id) REFERENCES group_search(id) ON DELETE CASCADE,
	constraint group_proposal_settled CHECK ((settled = ANY (ARRAY['taken'::text, 'dismissed'::text])))
);

create table group_search (
	id uuid not null,
	consultation_id uuid not null,
	by_id uuid,
	theme_id uuid,
	with_private boolean not null default false,
	state text not null,
	percent integer not null default 0,
	created_at timestamp with time zone not null default clock_timestamp(),
	ended_at timestamp with time zone,
	constraint group_search_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint group_search_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint group_search_percent CHECK (((percent >= 0) AND (percent <= 100))),
	constraint group_search_pkey PRIMARY KEY (id),
	constraint group_search_state CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
	constraint group_search_theme_id_fkey FOREIGN KEY (theme_id) REFERENCES theme(id)
);

create table held_form (
	id uuid not null,
	session_id uuid not null,
	path text not null,
	fields jsonb not null,
	expires_at timestamp with time zone not null,
	constraint held_form_pkey PRIMARY KEY (id),
	constraint held_form_session_id_fkey FOREIGN KEY (session_id) REFERENCES session(id) ON DELETE CASCADE
);

create table import (
	id uuid not null,
	space_id uuid not null,
	consultation_id uuid,
	by_id uuid,
	file_name text not null,
	state text not null,
	stage text not null default 'received'::text,
	percent integer not null default 0,
	obstacle jsonb,
	warnings jsonb not null default '[]'::jsonb,
	created_at timestamp with time zone not null default clock_timestamp(),
	ended_at timestamp with time zone,
	pages_read integer,
	pages integer,
	lang text,
	constraint import_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint import_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint import_lang_form CHECK ((lang ~ '^[a-z]{2,3}$'::text)),
	constraint import_lang_of CHECK (((lang IS NULL) OR (consultation_id IS NOT NULL))),
	constraint import_pages CHECK ((((pages_read IS NULL) AND (pages IS NULL)) OR ((pages_read >= 0) AND (pages_read <= pages)))),
	constraint import_percent CHECK (((percent >= 0) AND (percent <= 100))),
	constraint import_pkey PRIMARY KEY (id),
	constraint import_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint import_state CHECK ((state = ANY (ARRAY['reading'::text, 'ready'::text, 'refused'::text, 'cancelled'::text])))
);

create table installation (
	one boolean not null default true,
	set_up_at timestamp with time zone not null,
	example boolean not null,
	constraint installation_pkey PRIMARY KEY (one),
	constraint installation_single CHECK (one)
);

create table internal_note (
	id uuid not null,
	consultation_id uuid not null,
	contribution_id uuid,
	group_id uuid,
	response_id uuid,
	body text not null,
	lang text not null,
	by_id uuid,
	at timestamp with time zone not null,
	constraint internal_note_about_one CHECK ((num_nonnulls(contribution_id, group_id, response_id) = 1)),
	constraint internal_note_body CHECK (((char_length(body) >= 1) AND (char_length(body) <= 2000))),
	constraint internal_note_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint internal_note_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint internal_note_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint internal_note_group_id_fkey FOREIGN KEY (group_id) REFERENCES contribution_group(id),
	constraint internal_note_pkey PRIMARY KEY (id),
	constraint internal_note_response_id_fkey FOREIGN KEY (response_id) REFERENCES reasoned_response(id) ON DELETE CASCADE
);

create table invalid_support (
	invalidation_id uuid not null,
	contribution_id uuid not null,
	voter_id uuid not null,
	voter_kind text not null,
	given_at timestamp with time zone not null,
	constraint invalid_support_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint invalid_support_invalidation_id_fkey FOREIGN KEY (invalidation_id) REFERENCES invalidation(id),
	constraint invalid_support_pkey PRIMARY KEY (invalidation_id, contribution_id, voter_id)
);

create table invalid_vote (
	invalidation_id uuid not null,
	unit_id uuid not null,
	voter_id uuid not null,
	voter_kind text not null,
	version_id uuid not null,
	value text not null,
	cast_at timestamp with time zone not null,
	constraint invalid_vote_invalidation_id_fkey FOREIGN KEY (invalidation_id) REFERENCES invalidation(id),
	constraint invalid_vote_pkey PRIMARY KEY (invalidation_id, unit_id, voter_id, version_id),
	constraint invalid_vote_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint invalid_vote_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table invalidation (
	id uuid not null,
	space_id uuid not null,
	consultation_id uuid not null,
	condition jsonb not null,
	rule text not null,
	facts text not null,
	lang text not null,
	people integer not null,
	votes integer not null,
	supports integer not null,
	contributions integer not null,
	asked_by uuid not null,
	asked_at timestamp with time zone not null,
	approved_by uuid,
	approved_at timestamp with time zone,
	carried_at timestamp with time zone,
	declined_by uuid,
	declined_at timestamp with time zone,
	reversed_by uuid,
	reversed_at timestamp with time zone,
	restored_at timestamp with time zone,
	said uuid[] not null default '{}'::uuid[],
	constraint invalidation_approved CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
	constraint invalidation_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES person(id),
	constraint invalidation_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES person(id),
	constraint invalidation_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint invalidation_decided_once CHECK (((approved_at IS NULL) OR (declined_at IS NULL))),
	constraint invalidation_declined_by_fkey FOREIGN KEY (declined_by) REFERENCES person(id),
	constraint invalidation_facts CHECK (((char_length(facts) >= 1) AND (char_length(facts) <= 1000))),
	constraint invalidation_in_order CHECK ((((carried_at IS NULL) OR (approved_at IS NOT NULL)) AND ((restored_at IS NULL) OR (reversed_at IS NOT NULL)))),
	constraint invalidation_pkey PRIMARY KEY (id),
	constraint invalidation_reversed CHECK (((reversed_at IS NULL) OR ((approved_at IS NOT NULL) AND (reversed_at <= (approved_at + '30 days'::interval))))),
	constraint invalidation_reversed_by_fkey FOREIGN KEY (reversed_by) REFERENCES person(id),
	constraint invalidation_reverser CHECK ((((reversed_by IS NULL) = (reversed_at IS NULL)) AND (reversed_by <> asked_by))),
	constraint invalidation_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint invalidation_two_persons CHECK ((approved_by <> asked_by))
);

create table invalidation_person (
	person_id uuid not null,
	consultation_id uuid not null,
	invalidation_id uuid not null,
	taken boolean not null default false,
	told boolean not null default false,
	constraint invalidation_person_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint invalidation_person_invalidation_id_fkey FOREIGN KEY (invalidation_id) REFERENCES invalidation(id),
	constraint invalidation_person_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint invalidation_person_pkey PRIMARY KEY (person_id, consultation_id, invalidation_id)
);

create table invitation (
	id uuid not null,
	organisation_id uuid not null,
	email text not null,
	token_hash text not null,
	invited_by uuid not null,
	created_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	used_at timestamp with time zone,
	used_by uuid,
	until_at timestamp with time zone,
	constraint invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES person(id) ON DELETE CASCADE,
	constraint invitation_life CHECK ((expires_at <= (created_at + '14 days'::interval))),
	constraint invitation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
	constraint invitation_pkey PRIMARY KEY (id),
	constraint invitation_token_unique UNIQUE (token_hash),
	constraint invitation_until CHECK (((until_at IS NULL) OR (until_at > created_at))),
	constraint invitation_used_by_fkey FOREIGN KEY (used_by) REFERENCES person(id) ON DELETE SET NULL
);

create table ledger_entry (
	id bigint not null generated always as identity,
	space_id uuid,
	type text not null,
	about_table text not null,
	about_id uuid not null,
	role text not null,
	person_id uuid,
	at timestamp with time zone not null,
	payload jsonb not null default '{}'::jsonb,
	constraint ledger_entry_pkey PRIMARY KEY (id),
	constraint ledger_entry_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id)
);

create table machine_translation (
	hash text not null,
	contribution_id uuid,
	body text not null,
	at timestamp with time zone not null default clock_timestamp(),
	constraint machine_translation_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id) ON DELETE CASCADE,
	constraint machine_translation_pkey PRIMARY KEY (hash)
);

create table mail (
	id uuid not null,
	recipient text not null,
	language text not null,
	kind text not null,
	facts jsonb,
	created_at timestamp with time zone not null default clock_timestamp(),
	sent_at timestamp with time zone,
	attempts integer not null default 0,
	failure text,
	given_up_at timestamp with time zone,
	constraint mail_pkey PRIMARY KEY (id)
);

create table membership (
	id uuid not null,
	organisation_id uuid not null,
	person_id uuid not null,
	first boolean not null default false,
	from_at timestamp with time zone not null,
	to_at timestamp with time zone,
	invited_by uuid,
	until_at timestamp with time zone,
	constraint membership_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint membership_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
	constraint membership_period CHECK (((to_at IS NULL) OR (to_at >= from_at))),
	constraint membership_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint membership_pkey PRIMARY KEY (id),
	constraint membership_until CHECK (((until_at IS NULL) OR (until_at > from_at)))
);

create table moderation_act (
	id uuid not null,
	contribution_id uuid not null,
	act text not null,
	rule text not null,
	facts text not null,
	by_id uuid,
	at timestamp with time zone not null,
	found_by text not null default 'report'::text,
	automated boolean not null default false,
	requested_by text,
	law text,
	lang text,
	effect text not null generated always as (
CASE act
    WHEN 'hold'::text THEN 'out_of_sight'::text
    WHEN 'refuse'::text THEN 'out_of_sight'::text
    WHEN 'redact'::text THEN 'words_out'::text
    WHEN 'restore'::text THEN 'in_sight'::text
    ELSE 'none'::text
END) stored,
	scope text not null default 'everywhere'::text,
	duration text not null generated always as (
CASE act
    WHEN 'hold'::text THEN 'until_decided'::text
    WHEN 'refuse'::text THEN 'until_reversed'::text
    WHEN 'redact'::text THEN 'for_good'::text
    ELSE 'lasting'::text
END) stored,
	appeal_until timestamp with time zone generated always as (
CASE
    WHEN (act = ANY (ARRAY['hold'::text, 'refuse'::text, 'redact'::text])) THEN (((at AT TIME ZONE 'UTC'::text) + '6 mons'::interval) AT TIME ZONE 'UTC'::text)
    ELSE NULL::timestamp with time zone
END) stored,
	invalidation_id uuid,
	constraint moderation_act_act CHECK ((act = ANY (ARRAY['hold'::text, 'refuse'::text, 'restore'::text, 'redact'::text, 'dismiss'::text]))),
	constraint moderation_act_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint moderation_act_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint moderation_act_facts CHECK (((char_length(facts) >= 1) AND (char_length(facts) <= 1000))),
	constraint moderation_act_found_by CHECK ((found_by = ANY (ARRAY['report'::text, 'staff'::text, 'machine'::text]))),
	constraint moderation_act_invalidation_id_fkey FOREIGN KEY (invalidation_id) REFERENCES invalidation(id),
	constraint moderation_act_law CHECK (((char_length(law) >= 1) AND (char_length(law) <= 300))),
	constraint moderation_act_names_law CHECK (((rule <> 'unlawful'::text) OR (act = ANY (ARRAY['restore'::text, 'dismiss'::text])) OR (law IS NOT NULL))) NOT VALID,
	constraint moderation_act_pkey PRIMARY KEY (id),
	constraint moderation_act_requested_by CHECK (((char_length(requested_by) >= 1) AND (char_length(requested_by) <= 200))),
	constraint moderation_act_scope CHECK ((scope = 'everywhere'::text))
);

create table mute (
	person_id uuid not null,
	muted_id uuid not null,
	name text not null,
	blocks boolean not null default false,
	at timestamp with time zone not null,
	constraint mute_another CHECK ((person_id <> muted_id)),
	constraint mute_muted_id_fkey FOREIGN KEY (muted_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint mute_name CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
	constraint mute_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint mute_pkey PRIMARY KEY (person_id, muted_id)
);

create table news (
	id uuid not null,
	space_id uuid not null,
	consultation_id uuid not null,
	kind text not null,
	contribution_id uuid,
	response_id uuid,
	version_id uuid,
	unit_id uuid,
	facts jsonb not null default '{}'::jsonb,
	by_id uuid,
	at timestamp with time zone not null,
	told_at timestamp with time zone,
	constraint news_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint news_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint news_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint news_pkey PRIMARY KEY (id),
	constraint news_response_id_fkey FOREIGN KEY (response_id) REFERENCES reasoned_response(id),
	constraint news_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint news_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint news_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table notice (
	news_id uuid not null,
	person_id uuid not null,
	target text not null,
	target_id uuid not null,
	pace text not null,
	at timestamp with time zone not null,
	mail_id uuid,
	told_at timestamp with time zone,
	constraint notice_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES mail(id) ON DELETE SET NULL,
	constraint notice_news_id_fkey FOREIGN KEY (news_id) REFERENCES news(id) ON DELETE CASCADE,
	constraint notice_pace CHECK ((pace = ANY (ARRAY['at_once'::text, 'daily'::text, 'weekly'::text]))),
	constraint notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint notice_pkey PRIMARY KEY (person_id, news_id)
);

create table organisation (
	id uuid not null,
	space_id uuid not null,
	slug text not null,
	name text not null,
	sector text not null,
	website text,
	requested_by uuid,
	requested_at timestamp with time zone not null default now(),
	verified_at timestamp with time zone,
	verified_by uuid,
	refused_at timestamp with time zone,
	refused_reason text,
	constraint organisation_decided_once CHECK (((verified_at IS NULL) OR (refused_at IS NULL))),
	constraint organisation_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
	constraint organisation_pkey PRIMARY KEY (id),
	constraint organisation_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint organisation_sector CHECK ((sector = ANY (ARRAY['GOVERNMENT'::text, 'CIVIL_SOCIETY'::text, 'PARLIAMENT'::text, 'JUDICIARY'::text, 'PRIVATE'::text, 'ACADEMIA'::text, 'INTERNATIONAL'::text, 'DONOR'::text, 'OTHER'::text]))),
	constraint organisation_slug_unique UNIQUE (space_id, slug),
	constraint organisation_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint organisation_verified_by_fkey FOREIGN KEY (verified_by) REFERENCES person(id) ON DELETE SET NULL
);

create table passkey (
	id uuid not null,
	person_id uuid not null,
	credential_id text not null,
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null,
	backed_up boolean not null,
	name text not null,
	created_at timestamp with time zone not null,
	used_at timestamp with time zone,
	constraint passkey_credential_unique UNIQUE (credential_id),
	constraint passkey_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60))),
	constraint passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint passkey_pkey PRIMARY KEY (id)
);

create table pending_act (
	id uuid not null,
	token_hash text not null,
	email text,
	act text not null,
	payload jsonb not null,
	language text not null,
	return_to text not null,
	created_at timestamp with time zone not null default clock_timestamp(),
	expires_at timestamp with time zone not null,
	done_at timestamp with time zone,
	space_id uuid,
	asked_at timestamp with time zone,
	refused_because text,
	constraint pending_act_act CHECK ((act = ANY (ARRAY['remark'::text, 'vote'::text, 'support'::text, 'report'::text]))),
	constraint pending_act_life CHECK ((expires_at <= (created_at +
CASE
    WHEN (asked_at IS NULL) THEN '8 days'::interval
    ELSE '31 days'::interval
END))),
	constraint pending_act_pkey PRIMARY KEY (id),
	constraint pending_act_refused_length CHECK (((char_length(refused_because) >= 1) AND (char_length(refused_because) <= 1000))),
	constraint pending_act_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint pending_act_token_unique UNIQUE (token_hash)
);

create table person (
	id uuid not null,
	name text not null,
	email text not null,
	email_verified boolean not null default false,
	image text,
	language text not null default 'en'::text,
	suspended_at timestamp with time zone,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	erased_at timestamp with time zone,
	guest boolean not null default false,
	let_in_at timestamp with time zone,
	stood_at timestamp with time zone,
	address_key text,
	mail_stopped_at timestamp with time zone,
	mail_stopped_because text,
	constraint person_address_key_unique UNIQUE (address_key),
	constraint person_email_unique UNIQUE (email),
	constraint person_guest_address CHECK (((NOT guest) OR (email ~~ '%@guest'::text) OR (erased_at IS NOT NULL))),
	constraint person_let_in_guest CHECK (((let_in_at IS NULL) OR guest)),
	constraint person_mail_stopped CHECK (((mail_stopped_at IS NULL) = (mail_stopped_because IS NULL))),
	constraint person_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80))),
	constraint person_pkey PRIMARY KEY (id)
);

create table public_act (
	id uuid not null,
	consultation_id uuid not null,
	kind text not null,
	unit_id uuid,
	body text not null,
	lang text not null,
	from_at timestamp with time zone,
	to_at timestamp with time zone,
	by_id uuid,
	at timestamp with time zone not null,
	text_lang text,
	version_id uuid,
	constraint public_act_body_length CHECK (((char_length(body) <= 2000) AND ((body <> ''::text) OR (kind = 'answered'::text)))),
	constraint public_act_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint public_act_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint public_act_extension_later CHECK (((kind <> 'extension'::text) OR (to_at > from_at))),
	constraint public_act_kind CHECK ((kind = ANY (ARRAY['extension'::text, 'notice'::text, 'rule_change'::text, 'cancellation'::text, 'language'::text, 'version'::text, 'round'::text, 'answered'::text]))),
	constraint public_act_pkey PRIMARY KEY (id),
	constraint public_act_text_lang CHECK (((kind = 'language'::text) = (text_lang IS NOT NULL))),
	constraint public_act_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint public_act_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table quote (
	contribution_id uuid not null,
	exact text not null,
	prefix text not null,
	suffix text not null,
	start_at integer not null,
	end_at integer not null,
	lang text not null,
	constraint quote_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint quote_exact_length CHECK (((char_length(exact) >= 1) AND (char_length(exact) <= 1000))),
	constraint quote_lang_form CHECK ((lang ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'::text)),
	constraint quote_pkey PRIMARY KEY (contribution_id),
	constraint quote_place CHECK (((end_at - start_at) = char_length(exact))),
	constraint quote_prefix_length CHECK ((char_length(prefix) <= 32)),
	constraint quote_start CHECK ((start_at >= 0)),
	constraint quote_suffix_length CHECK ((char_length(suffix) <= 32))
);

create table quote_place (
	version_id uuid not null,
	contribution_id uuid not null,
	unit_id uuid,
	start_at integer,
	end_at integer,
	constraint quote_place_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint quote_place_pkey PRIMARY KEY (version_id, contribution_id),
	constraint quote_place_start CHECK ((start_at >= 0)),
	constraint quote_place_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint quote_place_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id),
	constraint quote_place_whole CHECK (((num_nulls(unit_id, start_at, end_at) = ANY (ARRAY[0, 3])) AND ((end_at IS NULL) OR (end_at > start_at))))
);

create table rate_limit (
	key text not null,
	points integer not null default 0,
	expire bigint,
	constraint rate_limit_pkey PRIMARY KEY (key)
);

create table reasoned_response (
	id uuid not null,
	reference text not null,
	space_id uuid not null,
	consultation_id uuid not null,
	state text not null,
	kind text,
	lang text not null,
	input text not null default ''::text,
	consideration text not null default ''::text,
	influence text not null default ''::text,
	reasons text not null default ''::text,
	beyond text not null default ''::text,
	decided_by text not null default ''::text,
	considered_on date,
	agency_id uuid,
	template_id uuid,
	revision integer not null default 1,
	supersedes uuid,
	created_by uuid,
	created_at timestamp with time zone not null,
	changed_by uuid,
	changed_at timestamp with time zone not null,
	submitted_at timestamp with time zone,
	published_by uuid,
	published_at timestamp with time zone,
	superseded_at timestamp with time zone,
	salt text,
	publish_asked_by uuid,
	publish_asked_at timestamp with time zone,
	publish_obstacle jsonb,
	constraint reasoned_response_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES organisation(id),
	constraint reasoned_response_asked CHECK (((publish_asked_at IS NULL) OR (state = ANY (ARRAY['draft'::text, 'review'::text])))),
	constraint reasoned_response_beyond CHECK ((char_length(beyond) <= 5000)),
	constraint reasoned_response_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint reasoned_response_complete CHECK (((state = ANY (ARRAY['draft'::text, 'review'::text])) OR ((kind IS NOT NULL) AND (published_at IS NOT NULL) AND (decided_by <> ''::text) AND (input <> ''::text) AND (consideration <> ''::text) AND (influence <> ''::text) AND (reasons <> ''::text) AND (beyond <> ''::text)))),
	constraint reasoned_response_consideration CHECK ((char_length(consideration) <= 5000)),
	constraint reasoned_response_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint reasoned_response_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint reasoned_response_decided_by CHECK ((char_length(decided_by) <= 200)),
	constraint reasoned_response_ended CHECK (((state = 'superseded'::text) = (superseded_at IS NOT NULL))),
	constraint reasoned_response_influence CHECK ((char_length(influence) <= 5000)),
	constraint reasoned_response_input CHECK ((char_length(input) <= 5000)),
	constraint reasoned_response_kind CHECK ((kind = ANY (ARRAY['included'::text, 'included_with_changes'::text, 'not_included'::text]))),
	constraint reasoned_response_pkey PRIMARY KEY (id),
	constraint reasoned_response_publish_asked_by_fkey FOREIGN KEY (publish_asked_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint reasoned_response_published_by_fkey FOREIGN KEY (published_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint reasoned_response_reasons CHECK ((char_length(reasons) <= 5000)),
	constraint reasoned_response_reference_form CHECK ((reference ~ '^R-[0-9A-HJKMNP-TV-Z]{6}$'::text)),
	constraint reasoned_response_reference_unique UNIQUE (reference),
	constraint reasoned_response_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint reasoned_response_state CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'published'::text, 'superseded'::text]))),
	constraint reasoned_response_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES reasoned_response(id),
	constraint reasoned_response_supersedes_once UNIQUE (supersedes),
	constraint reasoned_response_template FOREIGN KEY (template_id) REFERENCES response_template(id)
);

create table reasoned_response_contribution (
	response_id uuid not null,
	contribution_id uuid not null,
	constraint reasoned_response_contribution_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint reasoned_response_contribution_pkey PRIMARY KEY (response_id, contribution_id),
	constraint reasoned_response_contribution_response_id_fkey FOREIGN KEY (response_id) REFERENCES reasoned_response(id) ON DELETE CASCADE
);

create table reasoned_response_link (
	response_id uuid not null,
	n integer not null,
	kind text not null,
	unit_id uuid,
	title text not null default ''::text,
	href text,
	constraint reasoned_response_link_href CHECK (((href ~ '^https?://'::text) AND (char_length(href) <= 1000))),
	constraint reasoned_response_link_kind CHECK ((kind = ANY (ARRAY['unit'::text, 'decision'::text, 'commitment'::text]))),
	constraint reasoned_response_link_names CHECK ((((kind = 'unit'::text) = (unit_id IS NOT NULL)) AND ((kind = 'unit'::text) OR (title <> ''::text)))),
	constraint reasoned_response_link_pkey PRIMARY KEY (response_id, n),
	constraint reasoned_response_link_response_id_fkey FOREIGN KEY (response_id) REFERENCES reasoned_response(id) ON DELETE CASCADE,
	constraint reasoned_response_link_title CHECK ((char_length(title) <= 200)),
	constraint reasoned_response_link_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table reasoned_response_revision (
	response_id uuid not null,
	revision integer not null,
	fields jsonb not null,
	by_id uuid,
	at timestamp with time zone not null,
	constraint reasoned_response_revision_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint reasoned_response_revision_pkey PRIMARY KEY (response_id, revision),
	constraint reasoned_response_revision_response_id_fkey FOREIGN KEY (response_id) REFERENCES reasoned_response(id) ON DELETE CASCADE
);

create table received_elsewhere (
	contribution_id uuid not null,
	consultation_id uuid not null,
	received_on date not null,
	consent text not null,
	source text not null default ''::text,
	contact text,
	external_id text,
	import_id uuid,
	entered_by uuid,
	entered_at timestamp with time zone not null,
	withdrawn_because text,
	withdrawn_by uuid,
	constraint received_elsewhere_consent CHECK ((consent = ANY (ARRAY['named'::text, 'nameless'::text, 'private'::text]))),
	constraint received_elsewhere_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint received_elsewhere_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint received_elsewhere_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint received_elsewhere_external_id CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 100))),
	constraint received_elsewhere_import_id_fkey FOREIGN KEY (import_id) REFERENCES contribution_import(id),
	constraint received_elsewhere_once UNIQUE (consultation_id, external_id),
	constraint received_elsewhere_pkey PRIMARY KEY (contribution_id),
	constraint received_elsewhere_source CHECK ((char_length(source) <= 200)),
	constraint received_elsewhere_withdrawn_because CHECK (((char_length(withdrawn_because) >= 1) AND (char_length(withdrawn_because) <= 500))),
	constraint received_elsewhere_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES person(id) ON DELETE SET NULL
);

create table recovery_code (
	person_id uuid not null,
	code_hash text not null,
	used_at timestamp with time zone,
	constraint recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint recovery_code_pkey PRIMARY KEY (person_id, code_hash)
);

create table report (
	id uuid not null,
	contribution_id uuid not null,
	reporter_id uuid,
	rule text not null,
	note text not null default ''::text,
	at timestamp with time zone not null,
	settled_at timestamp with time zone,
	settled_by uuid,
	constraint report_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint report_note_length CHECK ((char_length(note) <= 1000)),
	constraint report_pkey PRIMARY KEY (id),
	constraint report_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint report_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES person(id) ON DELETE SET NULL
);

create table response_template (
	id uuid not null,
	space_id uuid not null,
	title text not null,
	lang text not null,
	kind text,
	parts jsonb not null,
	by_id uuid,
	at timestamp with time zone not null,
	ended_at timestamp with time zone,
	constraint response_template_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint response_template_kind CHECK ((kind = ANY (ARRAY['included'::text, 'included_with_changes'::text, 'not_included'::text]))),
	constraint response_template_pkey PRIMARY KEY (id),
	constraint response_template_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint response_template_title CHECK (((char_length(title) >= 1) AND (char_length(title) <= 120)))
);

create table role_grant (
	id uuid not null,
	space_id uuid,
	person_id uuid not null,
	role text not null,
	from_at timestamp with time zone not null,
	to_at timestamp with time zone,
	granted_by uuid,
	constraint role_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES person(id),
	constraint role_grant_period CHECK (((to_at IS NULL) OR (to_at >= from_at))),
	constraint role_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint role_grant_pkey PRIMARY KEY (id),
	constraint role_grant_role CHECK ((role = ANY (ARRAY['MODERATOR'::text, 'SECRETARIAT'::text, 'AGENCY_EDITOR'::text, 'COMMITMENT_LEAD'::text, 'MSF_GOV'::text, 'MSF_CS'::text, 'MSF_CHAIR'::text, 'MINISTER'::text, 'RECORDS_OFFICER'::text, 'REVIEWER'::text, 'STEWARD'::text]))),
	constraint role_grant_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id),
	constraint role_grant_steward_of_installation CHECK (((role = 'STEWARD'::text) = (space_id IS NULL)))
);

create table round (
	consultation_id uuid not null,
	n integer not null,
	version_id uuid not null,
	opens_at timestamp with time zone not null,
	closes_at timestamp with time zone not null,
	closed_at timestamp with time zone,
	answered_at timestamp with time zone,
	constraint round_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint round_n CHECK ((n > 0)),
	constraint round_pkey PRIMARY KEY (consultation_id, n),
	constraint round_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table schema_migration (
	name character varying(255) not null,
	timestamp character varying(255) not null,
	constraint schema_migration_pkey PRIMARY KEY (name)
);

create table schema_migration_lock (
	id character varying(255) not null,
	is_locked integer not null default 0,
	constraint schema_migration_lock_pkey PRIMARY KEY (id)
);

create table seen (
	person_id uuid not null,
	contribution_id uuid not null,
	at timestamp with time zone not null,
	constraint seen_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint seen_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint seen_pkey PRIMARY KEY (person_id, contribution_id)
);

create table sent_form (
	key uuid not null,
	sender text not null,
	body_hash text not null,
	outcome jsonb,
	created_at timestamp with time zone not null default clock_timestamp(),
	constraint sent_form_pkey PRIMARY KEY (sender, key)
);

create table session (
	id uuid not null,
	person_id uuid not null,
	token text not null,
	expires_at timestamp with time zone not null,
	ip_address text,
	user_agent text,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	confirmed_at timestamp with time zone default clock_timestamp(),
	stepped_at timestamp with time zone,
	constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint session_pkey PRIMARY KEY (id),
	constraint session_token_unique UNIQUE (token)
);

create table set_up_token (
	one boolean not null default true,
	token_hash text not null,
	created_at timestamp with time zone not null default clock_timestamp(),
	constraint set_up_token_pkey PRIMARY KEY (one),
	constraint set_up_token_single CHECK (one)
);

create table signature (
	contribution_id uuid not null,
	organisation_id uuid not null,
	person_id uuid,
	signed_at timestamp with time zone not null,
	constraint signature_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint signature_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
	constraint signature_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint signature_pkey PRIMARY KEY (contribution_id, organisation_id)
);

create table space (
	id uuid not null,
	slug text not null,
	names jsonb not null,
	language text not null,
	languages text[] not null,
	time_zone text not null,
	contact text not null,
	created_at timestamp with time zone not null default now(),
	guests boolean not null default false,
	constraint space_pkey PRIMARY KEY (id),
	constraint space_slug_form CHECK ((slug ~ '^[a-z][a-z0-9-]{1,38}[a-z0-9]$'::text)),
	constraint space_slug_unique UNIQUE (slug)
);

create table spent_proof (
	signature text not null,
	expires_at timestamp with time zone not null,
	constraint spent_proof_pkey PRIMARY KEY (signature)
);

create table suggestion (
	contribution_id uuid not null,
	act text not null,
	words text,
	lang text not null,
	based_on uuid,
	search tsvector generated always as (to_tsvector(search_config(lang), COALESCE(words, ''::text))) stored,
	constraint suggestion_act CHECK ((act = ANY (ARRAY['replace'::text, 'add'::text, 'remove'::text]))),
	constraint suggestion_based_on_another CHECK ((based_on <> contribution_id)),
	constraint suggestion_based_on_fkey FOREIGN KEY (based_on) REFERENCES suggestion(contribution_id),
	constraint suggestion_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint suggestion_pkey PRIMARY KEY (contribution_id),
	constraint suggestion_words_given CHECK (((act = 'remove'::text) = (words IS NULL))),
	constraint suggestion_words_length CHECK (((char_length(words) >= 1) AND (char_length(words) <= 10000)))
);

create table support (
	contribution_id uuid not null,
	voter_id uuid not null,
	voter_kind text not null,
	given_at timestamp with time zone not null,
	organisation_id uuid generated always as (
CASE
    WHEN (voter_kind = 'organisation'::text) THEN voter_id
    ELSE NULL::uuid
END) stored,
	person_id uuid generated always as (
CASE
    WHEN (voter_kind <> 'organisation'::text) THEN voter_id
    ELSE NULL::uuid
END) stored,
	constraint support_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint support_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id),
	constraint support_person FOREIGN KEY (person_id) REFERENCES person(id),
	constraint support_pkey PRIMARY KEY (contribution_id, voter_id),
	constraint support_voter_kind CHECK ((voter_kind = ANY (ARRAY['person'::text, 'organisation'::text, 'guest'::text])))
);

create table suspension (
	id uuid not null,
	person_id uuid not null,
	reason text not null,
	by_id uuid,
	from_at timestamp with time zone not null,
	to_at timestamp with time zone,
	lifted_by uuid,
	constraint suspension_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint suspension_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint suspension_period CHECK (((to_at IS NULL) OR (to_at >= from_at))),
	constraint suspension_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint suspension_pkey PRIMARY KEY (id),
	constraint suspension_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 1000)))
);

create table tally (
	unit_id uuid not null,
	voter_kind text not null,
	consultation_id uuid not null,
	agree integer not null default 0,
	changes integer not null default 0,
	disagree integer not null default 0,
	unsure integer not null default 0,
	constraint tally_agree CHECK ((agree >= 0)),
	constraint tally_changes CHECK ((changes >= 0)),
	constraint tally_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint tally_disagree CHECK ((disagree >= 0)),
	constraint tally_pkey PRIMARY KEY (unit_id, voter_kind),
	constraint tally_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint tally_unsure CHECK ((unsure >= 0)),
	constraint tally_voter_kind CHECK ((voter_kind = ANY (ARRAY['person'::text, 'organisation'::text, 'guest'::text])))
);

create table text_language (
	version_id uuid not null,
	lang text not null,
	n integer not null default 1,
	published_at timestamp with time zone not null,
	words jsonb not null default '{}'::jsonb,
	constraint text_language_form CHECK ((lang ~ '^[a-z]{2,3}$'::text)),
	constraint text_language_n CHECK ((n > 0)),
	constraint text_language_pkey PRIMARY KEY (version_id, lang),
	constraint text_language_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table text_version (
	id uuid not null,
	consultation_id uuid not null,
	n integer not null,
	published_at timestamp with time zone not null,
	source text not null default ''::text,
	base_id uuid,
	note text not null default ''::text,
	note_lang text not null default 'und'::text,
	published_by uuid,
	quotes_placed_at timestamp with time zone,
	constraint text_version_base CHECK (((n > 1) OR (base_id IS NULL))),
	constraint text_version_base_id_fkey FOREIGN KEY (base_id) REFERENCES text_version(id),
	constraint text_version_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint text_version_n CHECK ((n > 0)),
	constraint text_version_note CHECK ((char_length(note) <= 5000)),
	constraint text_version_pkey PRIMARY KEY (id),
	constraint text_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES person(id) ON DELETE SET NULL,
	constraint text_version_unique UNIQUE (consultation_id, n)
);

create table theme (
	id uuid not null,
	space_id uuid not null,
	slug text not null,
	names jsonb not null,
	basis text not null,
	by_id uuid,
	at timestamp with time zone not null,
	merged_into uuid,
	constraint theme_basis CHECK ((basis = ANY (ARRAY['SECTOR'::text, 'JURISDICTION'::text, 'GOVERNANCE'::text]))),
	constraint theme_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint theme_merged_another CHECK ((merged_into <> id)),
	constraint theme_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES theme(id),
	constraint theme_named CHECK (((jsonb_typeof(names) = 'object'::text) AND (names <> '{}'::jsonb))),
	constraint theme_pkey PRIMARY KEY (id),
	constraint theme_slug_form CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,78}$'::text)),
	constraint theme_slug_unique UNIQUE (space_id, slug),
	constraint theme_space_id_fkey FOREIGN KEY (space_id) REFERENCES space(id)
);

create table ticket (
	token_hash text not null,
	purpose text not null,
	person_id uuid,
	session_id uuid,
	facts jsonb not null default '{}'::jsonb,
	created_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	constraint ticket_life CHECK ((expires_at <= (created_at + '00:30:00'::interval))),
	constraint ticket_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint ticket_pkey PRIMARY KEY (token_hash),
	constraint ticket_purpose CHECK ((purpose = ANY (ARRAY['confirm'::text, 'address'::text, 'passkey_new'::text, 'passkey_step'::text, 'passkey_sign_in'::text, 'arrival'::text, 'spent'::text]))),
	constraint ticket_session_id_fkey FOREIGN KEY (session_id) REFERENCES session(id) ON DELETE CASCADE
);

create table translation_draft (
	consultation_id uuid not null,
	lang text not null,
	revision integer not null default 0,
	ready integer,
	ready_note text,
	ready_lang text,
	constraint translation_draft_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint translation_draft_form CHECK ((lang ~ '^[a-z]{2,3}$'::text)),
	constraint translation_draft_pkey PRIMARY KEY (consultation_id, lang),
	constraint translation_draft_ready CHECK ((((ready IS NULL) = (ready_note IS NULL)) AND ((ready IS NULL) = (ready_lang IS NULL))))
);

create table translation_step (
	consultation_id uuid not null,
	lang text not null,
	revision integer not null,
	act text not null,
	content jsonb not null,
	by_id uuid,
	at timestamp with time zone not null default clock_timestamp(),
	constraint translation_step_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint translation_step_draft FOREIGN KEY (consultation_id, lang) REFERENCES translation_draft(consultation_id, lang),
	constraint translation_step_pkey PRIMARY KEY (consultation_id, lang, revision)
);

create table unit (
	id uuid not null,
	consultation_id uuid not null,
	constraint unit_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint unit_pkey PRIMARY KEY (id)
);

create table unit_change (
	version_id uuid not null,
	unit_id uuid not null,
	kind text not null,
	moved boolean not null default false,
	note text not null default ''::text,
	note_lang text not null default 'und'::text,
	constraint unit_change_kind CHECK ((kind = ANY (ARRAY['correction'::text, 'change'::text, 'addition'::text, 'removal'::text, 'split'::text, 'merge'::text, 'move'::text]))),
	constraint unit_change_note CHECK ((char_length(note) <= 2000)),
	constraint unit_change_pkey PRIMARY KEY (version_id, unit_id),
	constraint unit_change_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint unit_change_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table unit_change_contribution (
	version_id uuid not null,
	unit_id uuid not null,
	contribution_id uuid not null,
	how text not null default 'because'::text,
	constraint unit_change_contribution_change FOREIGN KEY (version_id, unit_id) REFERENCES unit_change(version_id, unit_id),
	constraint unit_change_contribution_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint unit_change_contribution_how CHECK ((how = ANY (ARRAY['because'::text, 'accepted'::text, 'adapted'::text]))),
	constraint unit_change_contribution_pkey PRIMARY KEY (version_id, unit_id, contribution_id)
);

create table unit_change_response (
	version_id uuid not null,
	unit_id uuid not null,
	response_id uuid not null,
	constraint unit_change_response_change FOREIGN KEY (version_id, unit_id) REFERENCES unit_change(version_id, unit_id),
	constraint unit_change_response_pkey PRIMARY KEY (version_id, unit_id, response_id),
	constraint unit_change_response_response_id_fkey FOREIGN KEY (response_id) REFERENCES reasoned_response(id)
);

create table unit_origin (
	version_id uuid not null,
	unit_id uuid not null,
	from_unit_id uuid not null,
	constraint unit_origin_from_unit_id_fkey FOREIGN KEY (from_unit_id) REFERENCES unit(id),
	constraint unit_origin_pkey PRIMARY KEY (version_id, unit_id, from_unit_id),
	constraint unit_origin_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint unit_origin_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
);

create table unit_text (
	version_id uuid not null,
	unit_id uuid not null,
	position integer not null,
	number integer,
	kind text not null,
	level integer,
	lang text not null,
	body jsonb not null,
	plain text not null,
	hash text not null,
	constraint unit_text_as_written UNIQUE (version_id, unit_id, kind, lang),
	constraint unit_text_heading_has_level CHECK (((kind = 'heading'::text) = (level IS NOT NULL))),
	constraint unit_text_heading_has_no_number CHECK (((kind = 'heading'::text) = (number IS NULL))),
	constraint unit_text_kind CHECK ((kind = ANY (ARRAY['heading'::text, 'paragraph'::text, 'list'::text, 'table'::text, 'quote'::text, 'code'::text, 'figure'::text]))),
	constraint unit_text_level CHECK (((level >= 1) AND (level <= 6))),
	constraint unit_text_number UNIQUE (version_id, number),
	constraint unit_text_pkey PRIMARY KEY (version_id, unit_id),
	constraint unit_text_position UNIQUE (version_id, "position"),
	constraint unit_text_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint unit_text_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id)
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
	constraint unit_translation_language FOREIGN KEY (version_id, lang) REFERENCES text_language(version_id, lang),
	constraint unit_translation_other_language CHECK ((split_part(lang, '-'::text, 1) <> split_part(of_lang, '-'::text, 1))),
	constraint unit_translation_pkey PRIMARY KEY (version_id, lang, unit_id),
	constraint unit_translation_same_kind FOREIGN KEY (version_id, unit_id, kind, of_lang) REFERENCES unit_text(version_id, unit_id, kind, lang)
);

create table unsent (
	person_id uuid not null,
	consultation_id uuid not null,
	form text not null,
	fields jsonb not null,
	saved_at timestamp with time zone not null,
	reminded_at timestamp with time zone,
	constraint unsent_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint unsent_fields_size CHECK ((pg_column_size(fields) <= 120000)),
	constraint unsent_form_form CHECK ((form ~ '^(remark|suggestion)\?[!-~]{1,200}$'::text)),
	constraint unsent_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
	constraint unsent_pkey PRIMARY KEY (person_id, consultation_id, form)
);

create table verification (
	id uuid not null,
	identifier text not null,
	value text not null,
	expires_at timestamp with time zone not null,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	constraint verification_pkey PRIMARY KEY (id)
);

create table version_draft (
	consultation_id uuid not null,
	base_id uuid not null,
	revision integer not null default 0,
	started_by uuid,
	started_at timestamp with time zone not null,
	constraint version_draft_base_id_fkey FOREIGN KEY (base_id) REFERENCES text_version(id),
	constraint version_draft_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation(id),
	constraint version_draft_pkey PRIMARY KEY (consultation_id),
	constraint version_draft_started_by_fkey FOREIGN KEY (started_by) REFERENCES person(id) ON DELETE SET NULL
);

create table version_step (
	consultation_id uuid not null,
	revision integer not null,
	operation jsonb not null,
	by_id uuid,
	at timestamp with time zone not null default clock_timestamp(),
	constraint version_step_by_id_fkey FOREIGN KEY (by_id) REFERENCES person(id) ON DELETE SET NULL,
	constraint version_step_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES version_draft(consultation_id) ON DELETE CASCADE,
	constraint version_step_pkey PRIMARY KEY (consultation_id, revision)
);

create table vote (
	unit_id uuid not null,
	voter_id uuid not null,
	voter_kind text not null,
	version_id uuid not null,
	value text not null,
	cast_at timestamp with time zone not null,
	organisation_id uuid generated always as (
CASE
    WHEN (voter_kind = 'organisation'::text) THEN voter_id
    ELSE NULL::uuid
END) stored,
	person_id uuid generated always as (
CASE
    WHEN (voter_kind <> 'organisation'::text) THEN voter_id
    ELSE NULL::uuid
END) stored,
	constraint vote_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id),
	constraint vote_person FOREIGN KEY (person_id) REFERENCES person(id),
	constraint vote_pkey PRIMARY KEY (unit_id, voter_id),
	constraint vote_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
	constraint vote_value CHECK ((value = ANY (ARRAY['agree'::text, 'changes'::text, 'disagree'::text, 'unsure'::text]))),
	constraint vote_version_id_fkey FOREIGN KEY (version_id) REFERENCES text_version(id),
	constraint vote_voter_kind CHECK ((voter_kind = ANY (ARRAY['person'::text, 'organisation'::text, 'guest'::text])))
);

create table vote_delta (
	id bigint not null generated always as identity,
	consultation_id uuid not null,
	unit_id uuid not null,
	voter_kind text not null,
	agree integer not null,
	changes integer not null,
	disagree integer not null,
	unsure integer not null,
	constraint vote_delta_pkey PRIMARY KEY (id)
);

create table wording (
	contribution_id uuid not null,
	n integer not null,
	body text not null,
	lang text not null,
	salt text,
	until timestamp with time zone not null,
	words text,
	constraint wording_contribution_id_fkey FOREIGN KEY (contribution_id) REFERENCES contribution(id),
	constraint wording_pkey PRIMARY KEY (contribution_id, n),
	constraint wording_words_length CHECK (((char_length(words) >= 1) AND (char_length(words) <= 10000)))
);

create extension pg_trgm;

CREATE INDEX appeal_contribution ON public.appeal USING btree (contribution_id);

CREATE INDEX appeal_open ON public.appeal USING btree (at) WHERE (decided_at IS NULL);

CREATE INDEX appeal_person ON public.appeal USING btree (person_id);

CREATE INDEX consultation_closing ON public.consultation USING btree (closes_at) WHERE (closed_at IS NULL);

CREATE INDEX consultation_short ON public.consultation USING btree ("right"((id)::text, 10));

CREATE INDEX contribution_alike ON public.contribution USING gin (folded(body) gin_trgm_ops) WHERE ((visibility = 'public'::text) AND (state = 'published'::text));

CREATE INDEX contribution_alike_heads ON public.contribution USING gin (folded(body) gin_trgm_ops) WHERE ((visibility = 'public'::text) AND (state = 'published'::text) AND (depth = 0) AND (alike_of IS NULL) AND (kind <> 'suggestion'::text));

CREATE INDEX contribution_alike_of ON public.contribution USING btree (alike_of) WHERE (alike_of IS NOT NULL);

CREATE INDEX contribution_counts ON public.contribution USING btree (consultation_id, visibility, unit_id, depth, organisation_id, person_id);

CREATE INDEX contribution_group_consultation ON public.contribution_group USING btree (consultation_id, at);

CREATE INDEX contribution_group_of ON public.contribution USING btree (group_id) WHERE (group_id IS NOT NULL);

CREATE INDEX contribution_import_consultation ON public.contribution_import USING btree (consultation_id, created_at);

CREATE INDEX contribution_import_row_open ON public.contribution_import_row USING btree (import_id, line) WHERE (contribution_id IS NULL);

CREATE INDEX contribution_inert ON public.contribution USING btree (person_id, received_at) WHERE ((NOT links) AND (state = 'published'::text) AND (visibility = 'public'::text));

CREATE INDEX contribution_latest ON public.contribution USING btree (consultation_id, received_at);

CREATE INDEX contribution_meter ON public.contribution USING btree (consultation_id) INCLUDE (state, response_id, received_at, answered_at, agency_id);

CREATE INDEX contribution_person ON public.contribution USING btree (person_id, received_at);

CREATE INDEX contribution_response ON public.contribution USING btree (response_id) WHERE (response_id IS NOT NULL);

CREATE INDEX contribution_root ON public.contribution USING btree (root_id, received_at);

CREATE INDEX contribution_search ON public.contribution USING gin (search);

CREATE INDEX contribution_suggestions ON public.contribution USING btree (consultation_id, unit_id) WHERE (kind = 'suggestion'::text);

CREATE INDEX contribution_theme_theme ON public.contribution_theme USING btree (theme_id);

CREATE INDEX contribution_to_answer ON public.contribution USING btree (consultation_id, received_at, id) WHERE ((response_id IS NULL) AND (state = ANY (ARRAY['published'::text, 'held'::text])));

CREATE INDEX contribution_unanswered ON public.contribution USING btree (consultation_id, received_at) WHERE ((kind = 'question'::text) AND (depth = 0) AND (reply_count = 0) AND (state = 'published'::text));

CREATE INDEX contribution_withheld ON public.contribution USING btree (consultation_id, id) WHERE ((state = ANY (ARRAY['held'::text, 'refused'::text, 'withdrawn'::text])) OR redacted);

CREATE INDEX desk_act_at ON public.desk_act USING btree (at);

CREATE INDEX earlier_tally_consultation ON public.earlier_tally USING btree (consultation_id);

CREATE INDEX earlier_vote_voter ON public.earlier_vote USING btree (voter_id);

CREATE INDEX erasure_waiting ON public.erasure USING btree (asked_at) WHERE (done_at IS NULL);

CREATE INDEX follow_of ON public.follow USING btree (target, target_id) WHERE (pace <> 'never'::text);

CREATE INDEX group_search_consultation ON public.group_search USING btree (consultation_id, created_at);

CREATE UNIQUE INDEX group_search_once ON public.group_search USING btree (consultation_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX held_form_expiry ON public.held_form USING btree (expires_at);

CREATE INDEX held_form_session ON public.held_form USING btree (session_id);

CREATE INDEX internal_note_contribution ON public.internal_note USING btree (contribution_id, at);

CREATE INDEX internal_note_group ON public.internal_note USING btree (group_id, at);

CREATE INDEX internal_note_response ON public.internal_note USING btree (response_id, at);

CREATE INDEX invalid_support_voter ON public.invalid_support USING btree (voter_id);

CREATE INDEX invalid_vote_voter ON public.invalid_vote USING btree (voter_id);

CREATE INDEX invalidation_consultation ON public.invalidation USING btree (consultation_id, asked_at);

CREATE INDEX invalidation_person_left ON public.invalidation_person USING btree (invalidation_id, taken, person_id);

CREATE INDEX invalidation_person_untold ON public.invalidation_person USING btree (invalidation_id, person_id) WHERE (NOT told);

CREATE INDEX invalidation_space ON public.invalidation USING btree (space_id, asked_at);

CREATE INDEX ledger_entry_about ON public.ledger_entry USING btree (about_table, about_id);

CREATE INDEX ledger_entry_latest ON public.ledger_entry USING btree (space_id, at);

CREATE INDEX ledger_entry_person ON public.ledger_entry USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX machine_translation_age ON public.machine_translation USING btree (at);

CREATE INDEX machine_translation_contribution ON public.machine_translation USING btree (contribution_id);

CREATE INDEX mail_latest ON public.mail USING btree (created_at DESC);

CREATE INDEX mail_recipient ON public.mail USING btree (recipient, created_at);

CREATE INDEX mail_waiting ON public.mail USING btree (created_at) WHERE (facts IS NOT NULL);

CREATE UNIQUE INDEX membership_once ON public.membership USING btree (organisation_id, person_id) WHERE (to_at IS NULL);

CREATE INDEX membership_person ON public.membership USING btree (person_id);

CREATE INDEX membership_until_due ON public.membership USING btree (until_at) WHERE ((to_at IS NULL) AND (until_at IS NOT NULL));

CREATE INDEX moderation_act_contribution ON public.moderation_act USING btree (contribution_id, at);

CREATE INDEX moderation_act_invalidation ON public.moderation_act USING btree (invalidation_id) WHERE (invalidation_id IS NOT NULL);

CREATE INDEX moderation_act_latest ON public.moderation_act USING btree (at DESC);

CREATE INDEX mute_muted ON public.mute USING btree (muted_id);

CREATE INDEX news_consultation ON public.news USING btree (consultation_id, at);

CREATE INDEX news_contribution ON public.news USING btree (contribution_id) WHERE (contribution_id IS NOT NULL);

CREATE INDEX news_response ON public.news USING btree (response_id) WHERE (response_id IS NOT NULL);

CREATE INDEX news_waiting ON public.news USING btree (consultation_id, at) WHERE (told_at IS NULL);

CREATE INDEX notice_mail ON public.notice USING btree (mail_id) WHERE (mail_id IS NOT NULL);

CREATE INDEX notice_news ON public.notice USING btree (news_id);

CREATE INDEX notice_waiting ON public.notice USING btree (pace, person_id) WHERE (told_at IS NULL);

CREATE INDEX passkey_person ON public.passkey USING btree (person_id);

CREATE INDEX pending_act_asked ON public.pending_act USING btree (space_id, asked_at) WHERE ((asked_at IS NOT NULL) AND (done_at IS NULL) AND (refused_because IS NULL));

CREATE INDEX pending_act_email ON public.pending_act USING btree (email);

CREATE INDEX pending_act_expiry ON public.pending_act USING btree (expires_at);

CREATE INDEX public_act_consultation ON public.public_act USING btree (consultation_id, at);

CREATE INDEX quote_place_contribution ON public.quote_place USING btree (contribution_id);

CREATE INDEX quote_place_unit ON public.quote_place USING btree (unit_id, version_id) WHERE (unit_id IS NOT NULL);

CREATE INDEX reasoned_response_consultation ON public.reasoned_response USING btree (consultation_id, state, published_at);

CREATE INDEX reasoned_response_contribution_of ON public.reasoned_response_contribution USING btree (contribution_id);

CREATE INDEX reasoned_response_link_unit ON public.reasoned_response_link USING btree (unit_id) WHERE (unit_id IS NOT NULL);

CREATE INDEX received_elsewhere_entered ON public.received_elsewhere USING btree (consultation_id, entered_at);

CREATE INDEX received_elsewhere_import ON public.received_elsewhere USING btree (import_id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX report_once ON public.report USING btree (contribution_id, reporter_id) WHERE (settled_at IS NULL);

CREATE INDEX report_open ON public.report USING btree (at) WHERE (settled_at IS NULL);

CREATE INDEX report_reporter ON public.report USING btree (reporter_id);

CREATE INDEX response_template_space ON public.response_template USING btree (space_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX role_grant_once ON public.role_grant USING btree (COALESCE(space_id, '00000000-0000-0000-0000-000000000000'::uuid), person_id, role) WHERE (to_at IS NULL);

CREATE INDEX role_grant_person ON public.role_grant USING btree (person_id);

CREATE INDEX sent_form_age ON public.sent_form USING btree (created_at);

CREATE INDEX session_person ON public.session USING btree (person_id);

CREATE INDEX signature_organisation ON public.signature USING btree (organisation_id);

CREATE INDEX signature_person ON public.signature USING btree (person_id);

CREATE INDEX spent_proof_expiry ON public.spent_proof USING btree (expires_at);

CREATE INDEX suggestion_based_on ON public.suggestion USING btree (based_on) WHERE (based_on IS NOT NULL);

CREATE INDEX suggestion_search ON public.suggestion USING gin (search);

CREATE INDEX support_voter ON public.support USING btree (voter_id);

CREATE INDEX suspension_latest ON public.suspension USING btree (from_at DESC);

CREATE UNIQUE INDEX suspension_once ON public.suspension USING btree (person_id) WHERE (to_at IS NULL);

CREATE INDEX tally_consultation ON public.tally USING btree (consultation_id);

CREATE INDEX ticket_expiry ON public.ticket USING btree (expires_at);

CREATE INDEX ticket_person ON public.ticket USING btree (person_id);

CREATE INDEX unit_change_contribution_of ON public.unit_change_contribution USING btree (contribution_id);

CREATE INDEX unit_change_response_of ON public.unit_change_response USING btree (response_id);

CREATE INDEX unit_change_unit ON public.unit_change USING btree (unit_id);

CREATE INDEX unit_consultation ON public.unit USING btree (consultation_id);

CREATE INDEX unit_short ON public.unit USING btree ("right"((id)::text, 12));

CREATE INDEX unit_text_unit ON public.unit_text USING btree (unit_id);

CREATE INDEX unsent_consultation ON public.unsent USING btree (consultation_id) WHERE (reminded_at IS NULL);

CREATE INDEX verification_identifier ON public.verification USING btree (identifier);

CREATE INDEX vote_voter ON public.vote USING btree (voter_id);

CREATE OR REPLACE FUNCTION public.cast_votes(units uuid[], voters uuid[], kinds text[], choices text[], people uuid[])
 RETURNS TABLE(n bigint, outcome text, at timestamp with time zone)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
	consultations uuid[];
	moment timestamptz;
begin
	select array_agg(distinct u.consultation_id order by u.consultation_id) into consultations
	from unit u where u.id = any (units);

	-- Locks first, the time after: nothing is decided by when a transaction began.
	perform pg_advisory_xact_lock_shared(consultation_lock(c)) from unnest(consultations) as c;
	perform pg_advisory_xact_lock(key) from (
		select distinct hashtextextended('vote:' || unit::text || voter::text, 0) as key
		from unnest(units, voters) as v (unit, voter) order by key
	) as keys;
	moment := clock_timestamp();

	return query
	with sent as (
		select s.n, s.unit, s.voter, s.kind, s.choice, s.person
		from unnest(units, voters, kinds, choices, people) with ordinality as s (unit, voter, kind, choice, person, n)
	), judged as (
		select s.*, c.id as consultation_id, c.space_id, c.version_id, old.value as old,
			case
				when t.unit_id is null or c.announced_at is null then 'unit_missing'
				when c.cancelled_at is not null or moment >= c.closes_at then 'closed'
				when moment < c.opens_at then 'not_open'
				when p.id is null or p.suspended_at is not null then 'not_allowed'
				when s.kind <> 'organisation' and p.guest <> (s.kind = 'guest') then 'not_allowed'
				when p.guest and (p.let_in_at is null or not sp.guests) then 'not_allowed'
				when s.kind <> 'organisation' and exists (
					select from invalidation_person w where w.person_id = s.person and w.consultation_id = c.id
				) then 'not_allowed'
				when s.kind = 'organisation' and m.id is null then 'not_allowed'
				else 'ok'
			end as verdict
		from sent s
		left join unit u on u.id = s.unit
		left join consultation c on c.id = u.consultation_id
		left join space sp on sp.id = c.space_id
		left join unit_text t on t.version_id = c.version_id and t.unit_id = u.id and t.number is not null
		left join person p on p.id = s.person
		left join organisation o on o.id = s.voter and o.space_id = c.space_id and o.verified_at is not null
		left join membership m on s.kind = 'organisation' and m.organisation_id = o.id
			and m.person_id = s.person and speaks(m)
		left join vote old on old.unit_id = s.unit and old.voter_id = s.voter
	), kept as (
		insert into vote (unit_id, voter_id, voter_kind, version_id, value, cast_at)
		select j.unit, j.voter, j.kind, j.version_id, j.choice, moment from judged j
		where j.verdict = 'ok' and j.choice is not null
		on conflict (unit_id, voter_id) do update
			set value = excluded.value, version_id = excluded.version_id, cast_at = excluded.cast_at
		returning 1
	), withdrawn as (
		delete from vote v using judged j
		where j.verdict = 'ok' and j.choice is null and v.unit_id = j.unit and v.voter_id = j.voter
		returning 1
	), moved as (
		insert into vote_delta (consultation_id, unit_id, voter_kind, agree, changes, disagree, unsure)
		select j.consultation_id, j.unit, j.kind,
			sum((j.choice is not distinct from 'agree')::int - (j.old is not distinct from 'agree')::int),
			sum((j.choice is not distinct from 'changes')::int - (j.old is not distinct from 'changes')::int),
			sum((j.choice is not distinct from 'disagree')::int - (j.old is not distinct from 'disagree')::int),
			sum((j.choice is not distinct from 'unsure')::int - (j.old is not distinct from 'unsure')::int)
		from judged j
		where j.verdict = 'ok' and j.choice is distinct from j.old
		group by j.consultation_id, j.unit, j.kind
		returning 1
	), recorded as (
		-- Who set an organisation's vote is on record; what it was is the vote's own row.
		insert into ledger_entry (space_id, type, about_table, about_id, role, person_id, at, payload)
		select j.space_id, case when j.choice is null then 'vote.withdrawn' else 'vote.set' end,
			'organisation', j.voter, 'PARTICIPANT', j.person, moment, jsonb_build_object('unit', j.unit)
		from judged j
		where j.verdict = 'ok' and j.kind = 'organisation' and j.choice is distinct from j.old
		returning 1
	)
	select j.n, j.verdict, moment from judged j order by j.n;
end
$function$;

CREATE OR REPLACE FUNCTION public.consultation_lock(consultation uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$
	select hashtextextended('consultation:' || consultation::text, 0)
$function$;

CREATE OR REPLACE FUNCTION public.fold_votes()
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
	folded integer;
	changed uuid[];
begin
	if not pg_try_advisory_xact_lock(hashtextextended('fold', 0)) then
		return 0;
	end if;
	insert into tally (unit_id, voter_kind, consultation_id)
	select distinct unit_id, voter_kind, consultation_id from vote_delta
	on conflict do nothing;

	-- A delta that came after the line above has perhaps no tally yet: it waits for the next round.
	with taken as (
		delete from vote_delta d using tally t
		where t.unit_id = d.unit_id and t.voter_kind = d.voter_kind returning d.*
	), added as (
		update tally t set
			agree = t.agree + s.agree, changes = t.changes + s.changes,
			disagree = t.disagree + s.disagree, unsure = t.unsure + s.unsure
		from (
			select unit_id, voter_kind, count(*) as rows, sum(agree)::int as agree, sum(changes)::int as changes,
				sum(disagree)::int as disagree, sum(unsure)::int as unsure
			from taken group by unit_id, voter_kind
		) s
		where t.unit_id = s.unit_id and t.voter_kind = s.voter_kind
		returning t.consultation_id, s.rows
	)
	select coalesce(sum(rows), 0), array_agg(distinct consultation_id) into folded, changed from added;

	perform touch(c) from unnest(changed) as c;
	return folded;
end
$function$;

CREATE OR REPLACE FUNCTION public.folded(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
	select regexp_replace(normalize(lower(left(words, 300)), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')
$function$;

CREATE OR REPLACE FUNCTION public.reasoned_response_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.search_config(lang text)
 RETURNS regconfig
 LANGUAGE sql
 IMMUTABLE
AS $function$
	select case split_part(lang, '-', 1)
		when 'en' then 'english'::regconfig
		when 'es' then 'spanish'::regconfig
		when 'fr' then 'french'::regconfig
		when 'ru' then 'russian'::regconfig
		when 'ar' then 'arabic'::regconfig
		when 'it' then 'italian'::regconfig
		when 'pt' then 'portuguese'::regconfig
		when 'de' then 'german'::regconfig
		else 'simple'::regconfig
	end
$function$;

CREATE OR REPLACE FUNCTION public.speaks(m membership)
 RETURNS boolean
 LANGUAGE sql
AS $function$
	select m.to_at is null and m.from_at <= clock_timestamp()
		and (m.until_at is null or clock_timestamp() < m.until_at)
$function$;

CREATE OR REPLACE FUNCTION public.touch(consultation uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
	insert into consultation_generation (consultation_id, n) values (consultation, 1)
	on conflict (consultation_id) do update set n = consultation_generation.n + 1;
	select pg_notify('folkmoot', 'consultation ' || consultation::text);
$function$;

CREATE OR REPLACE FUNCTION public.unit_text_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	raise exception using errcode = 'restrict_violation', constraint = 'unit_text_frozen',
		message = 'unit_text_frozen: a published text does not change';
end
$function$;

CREATE OR REPLACE FUNCTION public.unit_translation_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	raise exception using errcode = 'restrict_violation', constraint = 'unit_translation_frozen',
		message = 'unit_translation_frozen: a published translation does not change';
end
$function$;

CREATE OR REPLACE FUNCTION public.version_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
	raise exception using errcode = 'restrict_violation', constraint = 'version_frozen',
		message = 'version_frozen: a published version does not change';
end
$function$;

CREATE TRIGGER reasoned_response_frozen BEFORE UPDATE ON public.reasoned_response FOR EACH ROW EXECUTE FUNCTION reasoned_response_frozen();

CREATE TRIGGER unit_change_contribution_frozen BEFORE DELETE OR UPDATE ON public.unit_change_contribution FOR EACH STATEMENT EXECUTE FUNCTION version_frozen();

CREATE TRIGGER unit_change_frozen BEFORE DELETE OR UPDATE ON public.unit_change FOR EACH STATEMENT EXECUTE FUNCTION version_frozen();

CREATE TRIGGER unit_change_response_frozen BEFORE DELETE OR UPDATE ON public.unit_change_response FOR EACH STATEMENT EXECUTE FUNCTION version_frozen();

CREATE TRIGGER unit_origin_frozen BEFORE DELETE OR UPDATE ON public.unit_origin FOR EACH STATEMENT EXECUTE FUNCTION version_frozen();

CREATE TRIGGER unit_text_frozen BEFORE DELETE OR UPDATE ON public.unit_text FOR EACH STATEMENT EXECUTE FUNCTION unit_text_frozen();

CREATE TRIGGER unit_translation_frozen BEFORE DELETE OR UPDATE ON public.unit_translation FOR EACH STATEMENT EXECUTE FUNCTION unit_translation_frozen();

CREATE TRIGGER version_frozen BEFORE DELETE ON public.text_version FOR EACH STATEMENT EXECUTE FUNCTION version_frozen();

CREATE TRIGGER version_says_frozen BEFORE UPDATE OF consultation_id, n, published_at, base_id, note, note_lang ON public.text_version FOR EACH STATEMENT EXECUTE FUNCTION version_frozen();
