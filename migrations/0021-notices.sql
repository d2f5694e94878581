-- Notices: what happened, who follows what, who was told what.

-- What there is to tell, written in the act that makes it so.
create table news (
	id uuid primary key,
	space_id uuid not null references space,
	consultation_id uuid not null references consultation,
	kind text not null,
	contribution_id uuid references contribution,
	response_id uuid references reasoned_response,
	version_id uuid references text_version,
	unit_id uuid references unit,
	-- Facts its sentence needs; never words of a contribution.
	facts jsonb not null default '{}',
	-- Who made it so and need not be told.
	by_id uuid references person on delete set null,
	at timestamptz not null,
	told_at timestamptz
);
create index news_consultation on news (consultation_id, at);
create index news_contribution on news (contribution_id) where contribution_id is not null;
create index news_waiting on news (consultation_id, at) where told_at is null;
create index news_response on news (response_id) where response_id is not null;

-- What someone wants to hear of, and how often.
create table follow (
	person_id uuid not null references person on delete cascade,
	target text not null constraint follow_target check (target in (
		'own', 'consultation', 'unit', 'contribution', 'theme', 'organisation'
	)),
	-- The person's own id where they follow what is their own.
	target_id uuid not null,
	pace text not null constraint follow_pace check (pace in ('at_once', 'daily', 'weekly', 'never')),
	at timestamptz not null,
	primary key (person_id, target, target_id),
	constraint follow_own check ((target = 'own') = (target_id = person_id))
);
create index follow_of on follow (target, target_id) where pace <> 'never';

-- One fact is told one person once, whatever they follow.
create table notice (
	news_id uuid not null references news on delete cascade,
	person_id uuid not null references person on delete cascade,
	-- The reason they are told: what they follow.
	target text not null,
	target_id uuid not null,
	pace text not null constraint notice_pace check (pace in ('at_once', 'daily', 'weekly')),
	at timestamptz not null,
	mail_id uuid references mail on delete set null,
	told_at timestamptz,
	primary key (person_id, news_id)
);
create index notice_waiting on notice (pace, person_id) where told_at is null;
create index notice_news on notice (news_id);
create index notice_mail on notice (mail_id) where mail_id is not null;

-- An address that bounced gets no more mail until its owner says otherwise.
alter table person add column mail_stopped_at timestamptz;
alter table person add column mail_stopped_because text;
alter table person add constraint person_mail_stopped
	check ((mail_stopped_at is null) = (mail_stopped_because is null));
-- Tried eight times, or refused for good: what was in the way stays to be read in failure.
alter table mail add column given_up_at timestamptz;
