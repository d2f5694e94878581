-- Who asked for their account to be deleted. The person's row stays as an empty shell, so that votes are
-- still one per person and the ledger still names somebody; nothing in it says who that was.
alter table person add erased_at timestamptz;

-- What was asked for, kept so that an old backup can be put right before it serves anyone.
create table erasure (
	person_id uuid primary key references person,
	contributions text not null constraint erasure_contributions check (contributions in ('kept', 'erased')),
	asked_at timestamptz not null,
	done_at timestamptz
);
create index erasure_waiting on erasure (asked_at) where done_at is null;

-- A vote is found by its voter when they take their own data away.
create index report_reporter on report (reporter_id);
create index ledger_entry_person on ledger_entry (person_id) where person_id is not null;
