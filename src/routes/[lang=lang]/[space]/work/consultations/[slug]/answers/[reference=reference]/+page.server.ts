import { error } from '@sveltejs/kit';
import { similarTo } from '#domain/contribution/similar.server.ts';
import { numbersIn } from '#domain/contribution/spot.server.ts';
import { changeOf } from '#domain/contribution/suggestions.server.ts';
import { textOf } from '#domain/consultation/text.server.ts';
import { linesOf, wayFrom } from '#domain/desk/queue.server.ts';
import { longestNote, notesOn } from '#domain/desk/note.server.ts';
import { membersOf } from '#domain/group/store.server.ts';
import { newId } from '#domain/identity.ts';
import { choicesOf, deskOf, didHere, filterAt } from '../desk.server.ts';
import { noting } from '../noting.server.ts';
import { sorting, type Event } from '../sorting.server.ts';
import { oneAt } from './one.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** From how much in common on another is shown as similar; nobody is stopped by it. */
const alike = 0.3;

/** One contribution with all that answering it needs. */
export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const desk = await deskOf(event);
	const { scope, viewer, row } = desk;
	const { filter, query } = filterAt(event.url, desk);
	const { remark, unit, parent, replies, versionId, head, text, wordings } = await oneAt(
		event,
		desk
	);
	const [[line], way, notes, choices, did, similar, original] = await Promise.all([
		linesOf(db, scope, [remark.id]),
		wayFrom(db, scope, filter, remark.id),
		notesOn(db, viewer, { contributionId: remark.id }),
		choicesOf(event, desk),
		didHere(event, desk),
		remark.body === null
			? []
			: similarTo(
					db,
					viewer,
					{
						consultationId: row.id,
						unitId: unit?.unitId ?? null,
						lang: remark.lang,
						body: remark.body
					},
					alike
				),
		remark.suggestion ? textOf(db, versionId) : null
	]);
	if (!line) error(404);
	const members = line.group ? await membersOf(db, scope, line.group.id, 1) : null;
	const likes = similar.filter((one) => one.remark.id !== remark.id);
	const [others, near] = await Promise.all([
		linesOf(db, scope, members?.ids.filter((id) => id !== remark.id).slice(0, 5) ?? []),
		linesOf(
			db,
			scope,
			likes.map((one) => one.remark.id)
		)
	]);
	const changed = unit && original?.byId.get(unit.unitId);
	const { at, can, places } = desk;
	return {
		...{
			at,
			can,
			places,
			filter,
			query,
			way,
			line,
			remark,
			unit,
			parent,
			replies,
			wordings,
			notes
		},
		...{ choices, did, key: newId(), longestNote, me: viewer.id },
		group: members && { ...members, others },
		similar: near,
		difference: remark.suggestion && changed ? changeOf(remark.suggestion, changed) : null,
		head,
		numbers: numbersIn(text)
	};
};

const notes = noting(async (event: Event & { params: { reference: string } }, desk) => ({
	contributionId: (await oneAt(event, desk)).remark.id
}));

export const actions: Actions = {
	give: sorting.give,
	take: sorting.take,
	gather: sorting.gather,
	ungroup: sorting.ungroup,
	assign: sorting.assign,
	undo: sorting.undo,
	note: notes.note,
	drop_note: notes.drop_note
};
