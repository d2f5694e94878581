/** The second version of a text as rows: what changed, because of whom, and the votes that stay with the old words. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { consultations } from '../arcadia/consultations.ts';
import type { ConsultationShape } from '../arcadia/shape.ts';
import type { Around } from './around.ts';
import { unitsOf } from './texts.ts';

/** Publishes the next version of a text. */
export async function fillVersion(
	tx: Transaction,
	{ peopled, text, shape, idOf, responses, ago }: Around & { responses: Map<string, string> }
) {
	const { version } = shape;
	const source: ConsultationShape | undefined = consultations.find(
		({ slug }) => slug === text.slug
	);
	if (!source) throw new Error(`The example has no ${text.slug}.`);
	let { markdown } = source;
	for (const { from, to } of version.changes) {
		if (!markdown.includes(from)) throw new Error(`${text.slug} does not say “${from}”.`);
		markdown = markdown.replace(from, to);
	}
	const id = newId();
	const publishedAt = ago(version.daysAgo);
	await tx
		.insertInto('textVersion')
		.values({
			...{ id, consultationId: text.id, n: 2, baseId: text.versionId, publishedAt },
			...{ note: version.note, noteLang: source.language, quotesPlacedAt: publishedAt },
			publishedBy: peopled.person(version.by).id
		})
		.execute();
	const before = await tx
		.selectFrom('unitText')
		.select('unitId')
		.where('versionId', '=', text.versionId)
		.orderBy('position')
		.execute();
	const units = (await unitsOf({ ...source, markdown }, id)).map((unit, position) => ({
		...unit,
		unitId: before[position]?.unitId ?? unit.unitId
	}));
	await tx.insertInto('unitText').values(units).execute();
	for (const change of version.changes) {
		const { unitId } = text.place(change.unit);
		if (!unitId) throw new Error(`${text.slug} has no P${change.unit}.`);
		await tx
			.insertInto('unitChange')
			.values({
				versionId: id,
				unitId,
				kind: 'change',
				note: change.note,
				noteLang: source.language
			})
			.execute();
		await tx
			.insertInto('unitChangeContribution')
			.values(change.because.map((key) => ({ versionId: id, unitId, contributionId: idOf(key) })))
			.execute();
		await tx
			.insertInto('unitChangeResponse')
			.values(
				change.responses.map((key) => ({
					versionId: id,
					unitId,
					responseId: responses.get(key) ?? ''
				}))
			)
			.execute();
		await keepEarlier(tx, text, unitId);
	}
	await tx.updateTable('consultation').set({ versionId: id }).where('id', '=', text.id).execute();
}

/** Votes stay with the words they were given on. */
async function keepEarlier(
	tx: Transaction,
	text: { id: string; versionId: string },
	unitId: string
) {
	await sql`
		with gone as (delete from vote where unit_id = ${unitId} returning *)
		insert into earlier_vote (version_id, unit_id, voter_id, voter_kind, value, cast_at)
		select version_id, unit_id, voter_id, voter_kind, value, cast_at from gone`.execute(tx);
	await sql`
		with gone as (delete from tally where unit_id = ${unitId} returning *)
		insert into earlier_tally (version_id, unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure)
		select ${text.versionId}, unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure from gone`.execute(
		tx
	);
}
