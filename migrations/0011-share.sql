-- Short addresses: the end of an id, which is random, finds what it names.

create index consultation_short on consultation (right(id::text, 10));
create index unit_short on unit (right(id::text, 12));
