-- How many pages of a document were read, of those it has; nothing where pages are not known.
alter table import add column pages_read integer;
alter table import add column pages integer;
alter table import add constraint import_pages
	check ((pages_read is null and pages is null) or (pages_read between 0 and pages));
