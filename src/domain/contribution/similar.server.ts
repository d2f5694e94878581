/**
 * What was said already that is like what someone is writing: public, standing, on the same unit first.
 * The longest word stems find candidates by the search index, letter triples judge the best thirty (decision 9).
 */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import type { TextUnit } from '../consultation/text.server.ts';
import type { Database } from '../database.server.ts';
import { rememberedChanges } from '../suggestion/changes.server.ts';
import type { Difference } from '../suggestion/difference.ts';
import { changesOf, isLike } from '../suggestion/nearly.ts';
import type { Proposal } from '../suggestion/suggestion.ts';
import { rows, supportsOf } from './read.server.ts';
import { shownTo, type Shown } from './shown.ts';
import { comparable, enough, isUnspaced, most } from './similar.ts';
import { changeOf } from './suggestions.server.ts';

export type Similar = {
	remark: Shown;
	number: number | null;
	place: string;
	/** What a suggestion changes in its unit. */
	difference: Difference | null;
};

type Asked = {
	consultationId: string;
	/** The unit or section it is about; null for the whole. */
	unitId: string | null;
	lang: string;
	body: string;
};

/** Remarks and suggestions whose words are like these. */
export async function similarTo(
	db: Database,
	viewer: Viewer | null,
	asked: Asked,
	least = enough
): Promise<Similar[]> {
	const words = comparable(asked.body);
	if (words === null) return [];
	const found = isUnspaced(asked.lang)
		? await byTriples(db, asked, words)
		: await byStems(db, asked, words, least);
	// One's own words are nobody's to support; a form sent again is not stopped by itself.
	return (await shown(db, viewer, found)).filter(({ remark }) => !remark.own);
}

type Found = { id: string };

const standing = (consultationId: string) =>
	sql`consultation_id = ${consultationId} and visibility = 'public' and state = 'published'`;

/** On the same unit and in the same language first, unless another is much nearer. */
const judged = (asked: Asked) =>
	sql`order by share + case when unit_id is not distinct from ${asked.unitId} then 0.2 else 0 end
		+ case when lang = ${asked.lang} then 0.1 else 0 end desc limit ${most}`;

/** Long words tell more than short ones and are rarer; where even those stand everywhere, enough are enough. */
const telling = 6;
const ranked = 3_000;
/** Comparing letters costs a twentieth of a millisecond each. */
const judgedMost = 30;

async function byStems(db: Database, asked: Asked, words: string, least: number): Promise<Found[]> {
	const { rows } = await sql<Found>`
		with stems as (
			select stem from unnest(tsvector_to_array(to_tsvector(search_config(${asked.lang}), ${words}))) as stem
			order by char_length(stem) desc, stem limit ${telling}
		), asked as materialized (
			select string_agg('''' || replace(replace(stem, '\\', '\\\\'), '''', '''''') || '''', ' | ')::tsquery as stems,
				folded(${words}) as words from stems
		), matches as (
			select contribution.id, unit_id, lang, body, search from contribution, asked
			where ${standing(asked.consultationId)} and search @@ asked.stems limit ${ranked}
		), candidates as materialized (
			select id, unit_id, lang, body from matches, asked
			order by ts_rank(search, asked.stems, 1)
				* (case when unit_id is not distinct from ${asked.unitId} then 2 else 1 end) desc
			limit ${judgedMost}
		), plain as materialized (
			select id, unit_id, lang, folded(body) as words from candidates
		), compared as materialized (
			select id, unit_id, lang, greatest(
				similarity(plain.words, asked.words), word_similarity(asked.words, plain.words)
			) as share from plain, asked
		)
		select id from compared where share >= ${least} ${judged(asked)}`.execute(db);
	return rows;
}

async function byTriples(db: Database, asked: Asked, words: string): Promise<Found[]> {
	const { rows } = await sql<Found>`
		with compared as materialized (
			select id, unit_id, lang, word_similarity(folded(${words}), folded(body)) as share
			from contribution
			where ${standing(asked.consultationId)} and folded(${words}) <% folded(body)
			order by share desc limit 50
		)
		select id from compared ${judged(asked)}`.execute(db);
	return rows;
}

/** Milliseconds of comparing in one go. */
const slice = 20;

/** Suggestions on the same unit that change nearly the same as this one would, or the same and more, or some of it. */
export async function nearlyTheSame(
	db: Database,
	viewer: Viewer | null,
	{ consultationId, unit, proposal }: { consultationId: string; unit: TextUnit; proposal: Proposal }
): Promise<Similar[]> {
	const rows = await db
		.selectFrom('contribution')
		.innerJoin('suggestion', 'suggestion.contributionId', 'contribution.id')
		.select(['contribution.id', 'suggestion.words', 'suggestion.lang'])
		.where('contribution.consultationId', '=', consultationId)
		.where('contribution.unitId', '=', unit.unitId)
		.where('contribution.kind', '=', 'suggestion')
		.where('contribution.visibility', '=', 'public')
		.where('contribution.state', '=', 'published')
		.where('suggestion.act', '=', proposal.act)
		.orderBy(sql`contribution.support_people + contribution.support_organisations`, 'desc')
		.limit(100)
		.execute();
	const changes = changesOf(changeOf(proposal, unit));
	const { act } = proposal;
	const near: Found[] = [];
	let begun = performance.now();
	for (const { id, words, lang } of rows) {
		const compared = [unit.kind, unit.body, act, lang, words];
		const others = rememberedChanges(compared, () => changeOf({ act, words, lang }, unit));
		if (isLike(changes, others)) near.push({ id });
		// Many long ones take seconds the first time: others get their turn in between.
		if (performance.now() - begun < slice) continue;
		await new Promise(setImmediate);
		begun = performance.now();
	}
	return (await shown(db, viewer, near.slice(0, most))).filter(({ remark }) => !remark.own);
}

/** These contributions in this order, as the viewer may see them. */
async function shown(db: Database, viewer: Viewer | null, found: readonly Found[]) {
	if (found.length === 0) return [];
	const read = await rows(db)
		.leftJoin('unitText', (join) =>
			join
				.onRef('unitText.unitId', '=', 'contribution.unitId')
				.onRef('unitText.versionId', '=', 'contribution.versionId')
		)
		.select([
			'unitText.number',
			'unitText.kind as unitKind',
			'unitText.body as unitBody',
			'contribution.place'
		])
		.where('contribution.id', '=', sql<string>`any (${found.map(({ id }) => id)}::uuid[])`)
		.execute();
	const supports = await supportsOf(db, viewer, read);
	return found.flatMap(({ id }): Similar[] => {
		const row = read.find((one) => one.id === id);
		if (!row) return [];
		const { number, place, unitKind, unitBody, ...said } = row;
		const remark = shownTo(viewer?.id ?? null, said, supports.get(id));
		const unit = { kind: unitKind, body: unitBody } as unknown as TextUnit;
		const difference = remark.suggestion && unitKind ? changeOf(remark.suggestion, unit) : null;
		return [{ remark, number, place, difference }];
	});
}
