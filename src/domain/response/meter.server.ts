/** The public meter of answers: how many of all, how long they waited, what waits longest; kept by generation. */

import { sql } from 'kysely';
import type { Database } from '#domain/database.server.ts';
import type { Meter } from './meter.ts';

const most = 200;
const kept = new WeakMap<Database, Map<string, { generation: number; meter: Meter }>>();

/** The meter as it stands; given the consultation's generation, from memory where nothing was touched since. */
export async function meterOf(
	db: Database,
	consultationId: string,
	generation?: number
): Promise<Meter> {
	if (generation === undefined) return readMeter(db, consultationId);
	const known = kept.get(db) ?? new Map<string, { generation: number; meter: Meter }>();
	kept.set(db, known);
	const found = known.get(consultationId);
	if (found?.generation === generation) return found.meter;
	const meter = await readMeter(db, consultationId);
	const newest = known.get(consultationId);
	if (newest && newest.generation > generation) return meter;
	known.delete(consultationId);
	known.set(consultationId, { generation, meter });
	if (known.size > most) known.delete(known.keys().next().value ?? '');
	return meter;
}

async function readMeter(db: Database, consultationId: string): Promise<Meter> {
	const [{ rows: totals }, { rows: kinds }, { rows: agencies }, declared] = await Promise.all([
		totalsOf(consultationId).execute(db),
		byKind(consultationId).execute(db),
		byAgency(consultationId).execute(db),
		declarationOf(db, consultationId)
	]);
	const [total] = totals;
	if (!total) throw new Error('A count came back empty.');
	const kindsFound = Object.fromEntries(kinds.map(({ kind, n }) => [kind, n]));
	return {
		...total,
		byKind: { included: 0, included_with_changes: 0, not_included: 0, ...kindsFound },
		byAgency: agencies,
		declared
	};
}

type Totals = Omit<Meter, 'byKind' | 'byAgency' | 'declared'>;

/** Read from the index contribution_meter alone: 100,000 rows take a tenth of a second, just after many changed up to half a one. */
const totalsOf = (id: string) => sql<Totals>`
	select count(*)::int as all,
		count(*) filter (where response_id is not null)::int as answered,
		count(*) filter (where response_id is null and state in ('published', 'held'))::int as open,
		count(*) filter (where response_id is null and state = 'refused')::int as refused,
		count(*) filter (where response_id is null and state = 'withdrawn')::int as withdrawn,
		percentile_cont(0.5) within group (order by date_part('epoch', answered_at - received_at))
			filter (where response_id is not null) as median_seconds,
		min(received_at) filter (where response_id is null and state in ('published', 'held')) as oldest
	from contribution where consultation_id = ${id}`;

/** Counted by response first: there are far fewer of those. */
const answeredBy = (id: string) => sql`(
	select response_id, count(*)::int as n from contribution
	where consultation_id = ${id} and response_id is not null group by response_id)`;

const byKind = (id: string) => sql<{ kind: string; n: number }>`
	select r.kind, sum(k.n)::int as n from ${answeredBy(id)} k
	join reasoned_response r on r.id = k.response_id group by r.kind`;

/** What each body answered, and what waits with it; the rest is nobody's in particular. */
const byAgency = (id: string) => sql<Meter['byAgency'][number]>`
	select o.name, o.slug, sum(answered)::int as answered, sum(open)::int as open from (
		select r.agency_id, k.n as answered, 0 as open from ${answeredBy(id)} k
		join reasoned_response r on r.id = k.response_id
		union all
		select agency_id, 0, count(*)::int from contribution
		where consultation_id = ${id} and response_id is null and state in ('published', 'held')
		group by agency_id
	) a join organisation o on o.id = a.agency_id
	group by o.id order by sum(answered) + sum(open) desc, o.name limit 50`;

/** Who said, and why, that it ends with contributions unanswered; null where nobody had to. */
async function declarationOf(db: Database, id: string): Promise<Meter['declared']> {
	const row = await db
		.selectFrom('publicAct')
		.innerJoin('consultation', 'consultation.id', 'publicAct.consultationId')
		.leftJoin('person', 'person.id', 'publicAct.byId')
		.select(['publicAct.body', 'publicAct.lang', 'publicAct.at', 'person.name as by'])
		.where('publicAct.consultationId', '=', id)
		.where('publicAct.kind', '=', 'answered')
		.where('publicAct.body', '!=', '')
		.whereRef('publicAct.at', '=', 'consultation.answeredAt')
		.executeTakeFirst();
	return row ? { because: row.body, lang: row.lang, at: row.at, by: row.by ?? '' } : null;
}
