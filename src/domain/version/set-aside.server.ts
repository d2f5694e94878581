/** Votes stay with the text they were given on: those on words that changed leave the count and are kept with the old text. */

import { sql } from 'kysely';
import { foldAll } from '../consultation/close.server.ts';
import type { Transaction } from '../database.server.ts';

/** Takes the votes on these units out of the count; the caller holds the consultation's lock alone. Answers how many. */
export async function setVotesAside(
	tx: Transaction,
	versionId: string,
	unitIds: readonly string[]
): Promise<number> {
	// Nothing that waits may come back into a tally that begins at zero.
	await foldAll(tx);
	const units = sql`any (${[...unitIds]}::uuid[])`;
	const { rows } = await sql<{ n: number }>`
		with aside as (
			insert into earlier_vote (version_id, unit_id, voter_id, voter_kind, value, cast_at)
			select ${versionId}::uuid, unit_id, voter_id, voter_kind, value, cast_at
			from vote where unit_id = ${units}
			returning 1
		) select count(*)::int as n from aside`.execute(tx);
	await sql`insert into earlier_tally
			(version_id, unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure)
		select ${versionId}::uuid, unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure
		from tally where unit_id = ${units} and agree + changes + disagree + unsure > 0`.execute(tx);
	await sql`delete from vote where unit_id = ${units}`.execute(tx);
	await sql`delete from tally where unit_id = ${units}`.execute(tx);
	return rows[0]?.n ?? 0;
}
