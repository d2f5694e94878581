-- What was taken out of sight is told to open pages a moment later: few rows among many.
create index contribution_withheld on contribution (consultation_id, id)
	where state in ('hidden', 'withdrawn') or redacted;
