-- Votes given on earlier words stand apart from those on the present ones, so a wave may take several of one voter on one unit.
alter table invalid_vote drop constraint invalid_vote_pkey;
alter table invalid_vote
	add constraint invalid_vote_pkey primary key (invalidation_id, unit_id, voter_id, version_id);

-- The contributions it means, named when it was approved: the text they are like may go before they do.
alter table invalidation add column said uuid[] not null default '{}';
