-- Representatives with dates; statements that other organisations sign.

-- Until when someone is to speak for an organisation; `to_at` is when they really stopped.
alter table membership add until_at timestamptz
	constraint membership_until check (until_at is null or until_at > from_at);
alter table invitation add until_at timestamptz
	constraint invitation_until check (until_at is null or until_at > created_at);
create index membership_until_due on membership (until_at) where to_at is null and until_at is not null;

-- Whether a membership holds at this very moment: asked wherever somebody speaks for an organisation.
create function speaks(m membership) returns boolean volatile language sql as $$
	select m.to_at is null and m.from_at <= clock_timestamp()
		and (m.until_at is null or clock_timestamp() < m.until_at)
$$;

-- A statement is an organisation's contribution that others may sign.
alter table contribution add joint boolean not null default false
	constraint contribution_joint_organisation check (not joint or organisation_id is not null)
	constraint contribution_joint_public check (not joint or visibility = 'public');
alter table contribution add signature_count integer not null default 0
	constraint contribution_signature_count check (signature_count >= 0 and (joint or signature_count = 0));

create table signature (
	contribution_id uuid not null references contribution,
	organisation_id uuid not null references organisation,
	-- Who signed for it; their name goes when their account does, the organisation's stays.
	person_id uuid references person on delete set null,
	signed_at timestamptz not null,
	primary key (contribution_id, organisation_id)
);
create index signature_organisation on signature (organisation_id);
create index signature_person on signature (person_id);
