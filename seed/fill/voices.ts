/** What people said, supported and reported, and what moderators did, as rows. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { contributions } from '../arcadia/contributions.ts';
import { reports } from '../arcadia/reports.ts';
import type { ContributionShape } from '../arcadia/shape.ts';
import { chance, reference } from './chance.ts';
import type { Peopled } from './people.ts';
import { fillSignatures } from './signatures.ts';
import type { Texted } from './texts.ts';

const day = 86_400_000;
const minute = 60_000;

/** Ids of contributions by the keys the example gives them. */
export type Said = ReadonlyMap<string, string>;

/** Writes contributions in the order they came, with wordings, supports, reports and moderation. */
export async function fillVoices(
	tx: Transaction,
	peopled: Peopled,
	texts: Texted[],
	now: Date
): Promise<Said> {
	const dice = chance(7);
	const ids = new Map(contributions.map((one) => [one.key as string, newId()]));
	const said = new Map<string, { row: ReturnType<typeof rowOf>; one: ContributionShape }>();
	for (const one of contributions as readonly ContributionShape[]) {
		const text = texts.find((other) => other.slug === one.consultation);
		if (!text) throw new Error(`${one.key} speaks to ${one.consultation}, which is not there.`);
		const parent = one.replyTo ? said.get(one.replyTo)?.row : undefined;
		const at = momentOf(one, text, parent?.receivedAt, now);
		const row = rowOf(one, {
			id: ids.get(one.key) ?? newId(),
			at,
			text,
			parent,
			peopled,
			next: dice.next
		});
		said.set(one.key, { row, one });
		if (parent && row.visibility === 'public') parent.replyCount += 1;
	}
	const supports = [...said.values()].flatMap(({ row, one }) => {
		const others = peopled.everyone.filter((id) => id !== row.personId);
		const by = dice.some(others, row.visibility === 'public' ? one.supporters : 0);
		row.supportPeople = by.length;
		return by.map((voterId) => ({
			contributionId: row.id,
			voterId,
			voterKind: 'person',
			givenAt: new Date(
				row.receivedAt.getTime() + dice.next() * (now.getTime() - row.receivedAt.getTime())
			)
		}));
	});
	const rows = [...said.values()].map(({ row }) => row);
	await tx.insertInto('contribution').values(rows).execute();
	// Who has said something that stood for a day is no newcomer.
	await sql`update person p set stood_at = ${now} where exists (
		select 1 from contribution k where k.person_id = p.id and k.state = 'published'
			and k.visibility = 'public' and k.received_at < ${now}::timestamptz - interval '1 day'
	)`.execute(tx);
	await sql`update contribution set links = true where person_id in (
		select id from person where stood_at is not null
	)`.execute(tx);
	await tx.insertInto('support').values(supports).execute();
	await fillSuggestions(tx, [...said.values()], ids);
	await fillQuotes(tx, [...said.values()], texts);
	await fillWordings(tx, [...said.values()]);
	await fillModeration(tx, said, peopled, now);
	await fillSignatures(tx, [...said.values()], peopled);
	await tx
		.insertInto('ledgerEntry')
		.values(
			rows.map((row) => ({
				spaceId: row.spaceId,
				type: 'contribution.received',
				aboutTable: 'contribution',
				aboutId: row.id,
				role: 'PARTICIPANT',
				at: row.receivedAt
			}))
		)
		.execute();
	return ids;
}

type Row = {
	id: string;
	at: Date;
	text: Texted;
	parent: ReturnType<typeof rowOf> | undefined;
	peopled: Peopled;
	next: () => number;
};

function rowOf(one: ContributionShape, { id, at, text, parent, peopled, next }: Row): Shape {
	const author = peopled.person(one.by);
	return {
		id,
		reference: reference(next),
		spaceId: peopled.spaceId,
		consultationId: text.id,
		kind: one.kind,
		...text.place(one.unit),
		versionId: text.versionId,
		parentId: parent?.id ?? null,
		rootId: parent ? (parent.rootId ?? parent.id) : null,
		depth: parent ? parent.depth + 1 : 0,
		personId: author.id,
		organisationId: one.for ? peopled.organisation(one.for) : null,
		authorName: author.name,
		// What is withdrawn leaves its place, not its words.
		body: one.withdrawn ? '▮' : one.body,
		lang: one.lang,
		visibility: one.private ? 'private' : 'public',
		state: one.hidden ? 'refused' : one.withdrawn ? 'withdrawn' : 'published',
		receivedAt: at,
		editedAt: one.editedFrom ? new Date(at.getTime() + 6 * minute) : null,
		endedAt: one.hidden || one.withdrawn ? new Date(at.getTime() + 300 * minute) : null,
		supportPeople: 0,
		replyCount: 0
	};
}

type Shape = {
	id: string;
	reference: string;
	spaceId: string;
	consultationId: string;
	kind: string;
	place: string;
	unitId: string | null;
	versionId: string;
	parentId: string | null;
	rootId: string | null;
	depth: number;
	personId: string;
	organisationId: string | null;
	authorName: string;
	body: string;
	lang: string;
	visibility: string;
	state: string;
	receivedAt: Date;
	editedAt: Date | null;
	endedAt: Date | null;
	supportPeople: number;
	replyCount: number;
};

/** When something was said: while the consultation was open, and after what it answers. */
function momentOf(one: ContributionShape, text: Texted, after: Date | undefined, now: Date): Date {
	const asked = now.getTime() - one.daysAgo * day;
	const earliest = Math.max(text.opensAt.getTime(), after?.getTime() ?? 0) + 20 * minute;
	const latest = Math.min(text.closesAt.getTime(), now.getTime()) - minute;
	return new Date(Math.min(latest, Math.max(earliest, asked)));
}

async function fillQuotes(
	tx: Transaction,
	said: { row: Shape; one: ContributionShape }[],
	texts: Texted[]
) {
	const quotes = said.flatMap(({ row, one }) => {
		const text = texts.find(({ id }) => id === row.consultationId);
		if (!text || !one.words) return [];
		const { start, end, ...quote } = text.quote(row.unitId, one.words);
		return [{ contributionId: row.id, startAt: start, endAt: end, ...quote }];
	});
	await tx.insertInto('quote').values(quotes).execute();
}

/** What suggestions propose, in the language of the unit they are about. */
async function fillSuggestions(
	tx: Transaction,
	said: { row: Shape; one: ContributionShape }[],
	ids: ReadonlyMap<string, string>
) {
	const rows = said.flatMap(({ row, one: { suggests } }) => {
		if (!suggests) return [];
		const { act, words = null, basedOn = null } = { words: null, basedOn: null, ...suggests };
		const basis = basedOn === null ? null : (ids.get(basedOn) ?? null);
		return [{ contributionId: row.id, act, words, lang: 'en', basedOn: basis }];
	});
	await tx.insertInto('suggestion').values(rows).execute();
}

async function fillWordings(tx: Transaction, said: { row: Shape; one: ContributionShape }[]) {
	const edited = said.flatMap(({ row, one }) =>
		one.editedFrom && row.editedAt
			? [
					{
						contributionId: row.id,
						n: 1,
						body: one.editedFrom,
						lang: row.lang,
						until: row.editedAt
					}
				]
			: []
	);
	await tx.insertInto('wording').values(edited).execute();
}

async function fillModeration(
	tx: Transaction,
	said: Map<string, { row: Shape; one: ContributionShape }>,
	{ person }: Peopled,
	now: Date
) {
	const ago = (days: number) => new Date(now.getTime() - days * day);
	const idOf = (key: string) => said.get(key)?.row.id ?? '';
	const hidden = [...said.values()].flatMap(({ row, one }) =>
		one.hidden
			? [
					{
						contributionId: row.id,
						act: 'refuse',
						rule: one.hidden.rule as string,
						facts: one.hidden.facts,
						byId: person(one.hidden.by).id,
						at: ago(one.hidden.daysAgo)
					}
				]
			: []
	);
	const kept = reports.flatMap((one) =>
		one.outcome === 'kept'
			? [
					{
						contributionId: idOf(one.contribution),
						act: 'dismiss',
						rule: one.rule as string,
						facts: one.note,
						byId: person('leila').id,
						at: ago(one.daysAgo - 0.3)
					}
				]
			: []
	);
	await tx
		.insertInto('moderationAct')
		.values([...hidden, ...kept].map((act) => ({ id: newId(), ...act })))
		.execute();
	await tx
		.insertInto('report')
		.values(
			reports.map((one) => ({
				id: newId(),
				contributionId: idOf(one.contribution),
				reporterId: person(one.by).id,
				rule: one.rule,
				note: one.reason,
				at: ago(one.daysAgo),
				settledAt: one.outcome === 'waiting' ? null : ago(one.daysAgo - 0.3),
				settledBy: one.outcome === 'waiting' ? null : person('leila').id
			}))
		)
		.execute();
}
