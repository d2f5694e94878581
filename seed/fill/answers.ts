/** What became of what was said, as rows: themes, groups, answers and a second version. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { keepRevisionRow } from '#domain/response/keep.server.ts';
import { schoolMealsAnswers } from '../arcadia/school-meals/answers.ts';
import type { AnswersShape } from '../arcadia/shape.ts';
import type { Around } from './around.ts';
import { chance, reference } from './chance.ts';
import type { Peopled } from './people.ts';
import type { Texted } from './texts.ts';
import { fillVersion } from './versions.ts';
import type { Said } from './voices.ts';

const day = 86_400_000;

/** Writes the answers of the consultation that has closed. */
export async function fillAnswers(
	tx: Transaction,
	peopled: Peopled,
	texts: Texted[],
	said: Said,
	now: Date
) {
	const shape: AnswersShape = schoolMealsAnswers;
	const text = texts.find(({ slug }) => slug === shape.consultation);
	if (!text) throw new Error(`The example has no ${shape.consultation}.`);
	const ago = (days: number) => new Date(now.getTime() - days * day);
	const head = peopled.person('marisol').id;
	const at = ago(shape.sortedDaysAgo);
	const idOf = (key: string) => {
		const id = said.get(key);
		if (!id) throw new Error(`The answers name ${key}, but nobody said it.`);
		return id;
	};
	for (const { slug, names, basis, carriedBy } of shape.themes) {
		const id = newId();
		const { spaceId } = peopled;
		await tx
			.insertInto('theme')
			.values({ id, spaceId, slug, names: JSON.stringify(names), basis, byId: head, at })
			.execute();
		await tx
			.insertInto('contributionTheme')
			.values(carriedBy.map((key) => ({ contributionId: idOf(key), themeId: id, byId: head, at })))
			.execute();
	}
	for (const { title, lang, members } of shape.groups) {
		const id = newId();
		await tx
			.insertInto('contributionGroup')
			.values({ id, consultationId: text.id, title, lang, byId: head, at })
			.execute();
		await tx
			.updateTable('contribution')
			.set({ groupId: id, groupedAt: at, newsAt: at })
			.where('id', 'in', members.map(idOf))
			.execute();
	}
	const responses = await fillResponses(tx, { peopled, text, shape, idOf, ago });
	await fillVersion(tx, { peopled, text, shape, idOf, responses, ago });
}

async function fillResponses(tx: Transaction, { peopled, text, shape, idOf, ago }: Around) {
	const dice = chance(19);
	const ids = new Map<string, string>();
	for (const one of shape.responses) {
		const id = newId();
		ids.set(one.key, id);
		const at = ago(one.daysAgo);
		const by = peopled.person(one.by).id;
		const published = one.state === 'published';
		await tx
			.insertInto('reasonedResponse')
			.values({
				...{
					id,
					spaceId: peopled.spaceId,
					consultationId: text.id,
					state: one.state,
					kind: one.kind
				},
				...{ ...one.parts, lang: 'es', decidedBy: one.decidedBy },
				reference: reference(dice.next).replace('C-', 'R-'),
				consideredOn: sql`${ago(one.consideredDaysAgo)}::timestamptz::date`,
				agencyId: peopled.organisation(one.agency),
				...{ createdBy: by, createdAt: at, changedBy: by, changedAt: at, submittedAt: at },
				...(published ? { publishedBy: by, publishedAt: at } : {})
			})
			.execute();
		await tx
			.insertInto('reasonedResponseContribution')
			.values(one.answers.map((key) => ({ responseId: id, contributionId: idOf(key) })))
			.execute();
		if (one.units.length)
			await tx
				.insertInto('reasonedResponseLink')
				.values(
					one.units.map((number, n) => ({
						...{ responseId: id, n, kind: 'unit', unitId: text.place(number).unitId }
					}))
				)
				.execute();
		// As its form shows it: without a revision nobody of the staff could open it.
		await keepRevisionRow(
			tx,
			{ id, revision: 1, by, at },
			{
				...one.parts,
				...{ kind: one.kind, lang: 'es', decidedBy: one.decidedBy },
				consideredOn: ago(one.consideredDaysAgo).toISOString().slice(0, 10),
				agencyId: peopled.organisation(one.agency),
				units: one.units.flatMap((number) => text.place(number).unitId ?? []),
				references: []
			}
		);
		if (published)
			await tx
				.updateTable('contribution')
				.set({ responseId: id, answeredAt: at, newsAt: at })
				.where('id', 'in', one.answers.map(idOf))
				.execute();
	}
	return ids;
}
