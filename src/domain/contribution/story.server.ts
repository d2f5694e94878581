/** A contribution's own page: what was said, where, what others made of it, what was done about it. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import type { ReadHead, ReadText } from '../translation/text.server.ts';
import { textOf, type TextUnit } from '../consultation/text.server.ts';
import { appealable } from '../moderation/appeal/appeal.ts';
import { statementsOn } from '../moderation/statements.server.ts';
import { may } from '../policy/acts.ts';
import {
	editableUntil,
	mayEdit,
	mayWithdraw,
	type Standing,
	type State,
	type Visibility
} from './contribution.ts';
import { repliesTo } from './thread.server.ts';
import { rows, supportsOf, visibleTo } from './read.server.ts';
import * as suggestions from '../suggestion/store.server.ts';
import {
	nested,
	shownTo,
	suggestionOf,
	wordsOf,
	type Branch,
	type Row,
	type Shown
} from './shown.ts';

export type Story = NonNullable<Awaited<ReturnType<typeof story>>>;

type Read = { head: ReadHead; text: ReadText };

/** The story as this viewer may read it; undefined when it is not theirs to see. A handful of queries. */
export async function story(
	db: Database,
	viewer: Viewer | null,
	{ head, text }: Read,
	reference: string
) {
	const { spaceId } = head;
	const row = await whole(db, reference)
		.where('contribution.consultationId', '=', head.id)
		.where(visibleTo(viewer, spaceId))
		.executeTakeFirst();
	if (!row) return undefined;
	const [unit, parent, replies, wordings, acts, supports, builtOn] = await Promise.all([
		unitOf(db, row, text),
		row.parentId ? one(db, viewer, spaceId, row.parentId) : null,
		below(db, viewer, spaceId, row),
		wordingsOf(db, row),
		statementsOn(db, row.id),
		supportsOf(db, viewer, [row]),
		row.kind === 'suggestion' ? suggestions.builtOn(db, row.id) : []
	]);
	const remark = shownTo(viewer?.id ?? null, row, supports.get(row.id));
	// Its author and the moderators go on seeing what is out of sight: they have to speak about it.
	const seesHidden =
		(row.state === 'held' || row.state === 'refused') &&
		(remark.own || may(viewer, 'remark.moderate', spaceId));
	return {
		remark: seesHidden
			? {
					...{ ...remark, author: row.authorName, body: row.body, quote: wordsOf(row) },
					suggestion: suggestionOf(row)
				}
			: remark,
		endedAt: row.endedAt,
		/** The day it was received elsewhere; null for what was said here. */
		receivedOn: row.elsewhere?.on ?? null,
		/** Why staff took back what they had entered by mistake. */
		withdrawnBecause: row.elsewhere?.withdrawn ?? null,
		versionId: row.versionId,
		may: viewer ? mayDo(row, viewer.id, head, builtOn.length > 0) : { edit: null, withdraw: false },
		unit,
		parent,
		replies,
		wordings: row.state === 'published' || seesHidden ? wordings : [],
		acts,
		/** The acts against which whoever is looking, its author, can appeal now. */
		appealable: remark.own ? appealable(acts, remark.state, head.at) : [],
		/** References of suggestions that build on this one. */
		builtOn: builtOn.map(({ reference }) => reference)
	};
}

/** What its author may do about it just now; nothing for others. */
function mayDo(
	row: Row & { organisationId: string | null },
	viewerId: string,
	head: ReadHead,
	builtOn: boolean
) {
	const standing: Standing = {
		...row,
		visibility: row.visibility as Visibility,
		state: row.state as State
	};
	return {
		edit: builtOn || mayEdit(standing, viewerId, head, head.at) ? null : editableUntil(row),
		withdraw: mayWithdraw(standing, viewerId, head, head.at) === null
	};
}

const whole = (db: Database, reference: string) =>
	rows(db)
		.select([
			'contribution.organisationId',
			'contribution.place',
			'contribution.unitId',
			'contribution.versionId',
			'contribution.endedAt'
		])
		.select((eb) =>
			eb
				.selectFrom('receivedElsewhere')
				.select((on) => [
					sql<{ on: string; withdrawn: string | null }>`json_build_object(
						'on', ${on.ref('receivedOn')}, 'withdrawn', ${on.ref('withdrawnBecause')})`.as('facts')
				])
				.whereRef('receivedElsewhere.contributionId', '=', 'contribution.id')
				.as('elsewhere')
		)
		.where('contribution.reference', '=', reference);

type Whole = Row & { unitId: string | null; versionId: string; place: string };

/** The unit it is about, in the version it was said about and, where that is read, in its reader's language; null for the whole. */
async function unitOf(
	db: Database,
	{ unitId, versionId }: Whole,
	text: ReadText
): Promise<TextUnit | null> {
	if (!unitId) return null;
	if (versionId === text.versionId) return text.byId.get(unitId) ?? null;
	const { byId } = await textOf(db, versionId);
	return byId.get(unitId) ?? null;
}

async function one(db: Database, viewer: Viewer | null, spaceId: string, id: string) {
	const row = await rows(db)
		.where('contribution.id', '=', id)
		.where(visibleTo(viewer, spaceId))
		.executeTakeFirst();
	return row ? shownTo(viewer?.id ?? null, row) : null;
}

/** What was replied to it and to those replies. */
async function below(db: Database, viewer: Viewer | null, spaceId: string, row: Row) {
	const all = await repliesTo(db, viewer, spaceId, [{ id: row.rootId ?? row.id }], 500);
	const shown: Shown[] = all.map((reply) => shownTo(viewer?.id ?? null, reply));
	const [branch] = nested([shownTo(null, row)], shown);
	return branch?.replies ?? ([] as Branch[]);
}

/** What it said before, first wording first. */
const wordingsOf = (db: Database, { id }: Row) =>
	db
		.selectFrom('wording')
		.select(['n', 'body', 'words', 'lang', 'until'])
		.where('contributionId', '=', id)
		.orderBy('n')
		.execute();
