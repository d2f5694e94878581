/** The votes of the example, drawn so that they come to the intended tallies. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import { intendedTallies, organisationVotes } from '../arcadia/votes.ts';
import { chance } from './chance.ts';
import type { Peopled } from './people.ts';
import type { Texted } from './texts.ts';

const values = ['agree', 'changes', 'disagree', 'unsure'] as const;

/** Writes every vote and the tallies they come to. */
export async function fillVotes(
	tx: Transaction,
	{ everyone, organisation }: Peopled,
	texts: Texted[],
	now: Date
) {
	const dice = chance(11);
	const place = (slug: string, unit: number) => {
		const text = texts.find((one) => one.slug === slug);
		const unitId = text?.place(unit).unitId;
		if (!text || !unitId) throw new Error(`${slug} has no P${unit} to vote on.`);
		const until = Math.min(now.getTime(), text.closesAt.getTime());
		const castAt = () =>
			new Date(text.opensAt.getTime() + dice.next() * (until - text.opensAt.getTime()));
		return { unitId, versionId: text.versionId, castAt };
	};
	const individual = intendedTallies.flatMap((one) => {
		const { castAt, ...where } = place(one.consultation, one.unit);
		const choices = values.flatMap((value) => Array.from({ length: one[value] }, () => value));
		return dice.some(everyone, choices.length).map((voterId, at) => ({
			...where,
			voterId,
			voterKind: 'person',
			value: choices[at] ?? 'unsure',
			castAt: castAt()
		}));
	});
	const bodies = organisationVotes.map((one) => {
		const { castAt, ...where } = place(one.consultation, one.unit);
		return {
			...where,
			voterId: organisation(one.org),
			voterKind: 'organisation',
			value: one.value,
			castAt: castAt()
		};
	});
	await tx
		.insertInto('vote')
		.values([...individual, ...bodies])
		.execute();
	await sql`
		insert into tally (unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure)
		select v.unit_id, v.voter_kind, u.consultation_id,
			count(*) filter (where v.value = 'agree'), count(*) filter (where v.value = 'changes'),
			count(*) filter (where v.value = 'disagree'), count(*) filter (where v.value = 'unsure')
		from vote v join unit u on u.id = v.unit_id group by v.unit_id, v.voter_kind, u.consultation_id`.execute(
		tx
	);
}
