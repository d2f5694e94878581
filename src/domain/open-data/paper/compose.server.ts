/** A version of a text with its public remarks and what changed since the version before, read in a few queries. */

import { sql } from 'kysely';
import { textOf, type TextUnit } from '../../consultation/text.server.ts';
import type { Database } from '../../database.server.ts';
import { directionOf } from '../../languages.ts';
import { differenceOf } from '../../suggestion/difference.ts';
import type { Found } from '../store.server.ts';
import type { Paper, PaperComment, PaperUnit } from './paper.ts';

/** Comments in one file; a program shows no more in a useful time. */
export const mostComments = 10_000;

export type Remarked = {
	id: string;
	reference: string;
	unitId: string | null;
	parentId: string | null;
	kind: string;
	lang: string;
	body: string;
	words: string | null;
	authorName: string;
	channel: string;
	organisation: string | null;
	receivedAt: Date;
	start: number | null;
	end: number | null;
	answer: string | null;
	answerKind: string | null;
	reasons: string | null;
};

export type Because = {
	unitId: string;
	kind: string;
	note: string;
	references: string[];
	hidden: number;
};

/** What only words can say, in the reader's language. */
export type Told = {
	head: (version: number) => string[];
	author: (said: Remarked) => string;
	lines: (said: Remarked) => string[];
	because: (change: Because) => string[];
};

/** The paper of a consultation's current version; undefined when it has none. */
export async function paperOf(
	db: Database,
	consultation: Found,
	by: string,
	told: Told
): Promise<Paper | undefined> {
	if (!consultation.versionId) return undefined;
	const version = await db
		.selectFrom('textVersion')
		.select(['id', 'n', 'baseId', 'publishedAt'])
		.where('id', '=', consultation.versionId)
		.executeTakeFirst();
	if (!version) return undefined;
	const [text, base, remarks, changes] = await Promise.all([
		textOf(db, version.id),
		version.baseId ? textOf(db, version.baseId) : null,
		remarksOn(db, consultation.id, version.id),
		changesOf(db, version.id)
	]);
	const numbers = new Map(remarks.map(({ id }, at) => [id, at]));
	const onUnit = Map.groupBy(remarks, ({ unitId }) => unitId);
	const at = version.publishedAt.toISOString();
	const reasons = new Map(changes.map((change) => [change.unitId, change]));
	let next = remarks.length;

	const commentsOn = (unitId: string | null): PaperComment[] => [
		...(onUnit.get(unitId) ?? []).map((said) => ({
			id: numbers.get(said.id) ?? 0,
			parent: said.parentId === null ? null : (numbers.get(said.parentId) ?? null),
			author: told.author(said),
			at: said.receivedAt.toISOString(),
			lang: said.lang,
			lines: told.lines(said),
			place: said.start === null ? null : { start: said.start, end: said.end ?? said.start }
		})),
		...because(unitId)
	];
	const because = (unitId: string | null): PaperComment[] => {
		const change = unitId && reasons.get(unitId);
		if (!change) return [];
		const lines = told.because(change);
		const common = { parent: null, author: by, at, lang: consultation.language, place: null };
		return lines.length ? [{ id: next++, ...common, lines }] : [];
	};
	const unitOf = (unit: TextUnit, before: TextUnit | null, went = false): PaperUnit => {
		const same = base === null || (!went && before !== null && isSame(before, unit));
		const difference = same
			? null
			: differenceOf(went ? unit.body : (before?.body ?? null), went ? null : unit.body, unit.lang);
		return {
			label: unit.number === null ? '' : `P${unit.number}`,
			...{ kind: unit.kind, level: unit.level, lang: unit.lang, body: unit.body },
			rtl: unit.dir === 'rtl',
			pieces: difference?.pieces ?? null,
			came: !same && before === null && !went,
			went,
			comments: commentsOn(unit.unitId)
		};
	};
	const units = text.units.map((unit) => unitOf(unit, base?.byId.get(unit.unitId) ?? null));
	for (const [place, gone] of removedFrom(base?.units ?? [], text.byId).toReversed())
		units.splice(place === null ? 0 : text.units.indexOf(place) + 1, 0, unitOf(gone, null, true));

	return {
		title: consultation.title,
		lang: consultation.language,
		rtl: directionOf(consultation.language) === 'rtl',
		head: told.head(version.n),
		...{ by, at, units },
		comments: commentsOn(null)
	};
}

const isSame = (a: TextUnit, b: TextUnit) =>
	a.kind === b.kind && JSON.stringify(a.body) === JSON.stringify(b.body);

/** Units the version no longer has, each after the last one before it that is still there. */
function removedFrom(base: readonly TextUnit[], now: ReadonlyMap<string, TextUnit>) {
	let last: TextUnit | null = null;
	const removed: [TextUnit | null, TextUnit][] = [];
	for (const unit of base) {
		const still = now.get(unit.unitId);
		if (still) last = still;
		else removed.push([last, unit]);
	}
	return removed;
}

/** Public remarks that stand, replies below what they reply to, with where their words are in this version. */
async function remarksOn(db: Database, consultationId: string, versionId: string) {
	const { rows } = await sql<Remarked>`
		select c.id, c.reference, c.unit_id, c.parent_id, c.kind, c.lang, c.body, s.words, c.author_name, c.channel,
			o.name as organisation, c.received_at,
			case when c.version_id = ${versionId} then q.start_at else p.start_at end as start,
			case when c.version_id = ${versionId} then q.end_at else p.end_at end as end,
			r.reference as answer, r.kind as answer_kind, r.reasons
		from contribution c
		left join organisation o on o.id = c.organisation_id
		left join suggestion s on s.contribution_id = c.id
		left join quote q on q.contribution_id = c.id
		left join quote_place p on p.contribution_id = c.id and p.version_id = ${versionId} and p.unit_id = c.unit_id
		left join reasoned_response r on r.id = c.response_id
		where c.consultation_id = ${consultationId} and c.visibility = 'public' and c.state = 'published'
		order by c.depth, c.received_at, c.id limit ${mostComments}`.execute(db);
	return rows;
}

/** Why units changed; contributions that are not public are only counted. */
async function changesOf(db: Database, versionId: string): Promise<Because[]> {
	const { rows } = await sql<Because>`
		select u.unit_id, u.kind, u.note,
			coalesce(array_agg(c.reference order by c.reference) filter (
				where c.visibility = 'public' and c.state = 'published'), '{}') as references,
			count(c.id) filter (where c.visibility <> 'public' or c.state <> 'published')::int as hidden
		from unit_change u
		left join unit_change_contribution k on k.version_id = u.version_id and k.unit_id = u.unit_id
		left join contribution c on c.id = k.contribution_id
		where u.version_id = ${versionId}
		group by u.unit_id, u.kind, u.note`.execute(db);
	return rows;
}
