import { error, redirect } from '@sveltejs/kit';
import { lastPage } from '#domain/contribution/thread.ts';
import { linesOf } from '#domain/desk/queue.server.ts';
import { longestNote, notesOn } from '#domain/desk/note.server.ts';
import { longestTitle, membersShown } from '#domain/group/group.ts';
import { rename } from '#domain/group/rename.server.ts';
import { groupAt, membersOf } from '#domain/group/store.server.ts';
import { newId } from '#domain/identity.ts';
import { choicesOf, deskOf, didHere, pageAt, type Desk } from '../../desk.server.ts';
import { noting } from '../../noting.server.ts';
import { backWith, handBack, sentTo, sorting, type Event } from '../../sorting.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Asked = { locals: App.Locals; params: { id: string } };

/** The group of the address, unless all in it is private and whoever looks may not know. */
async function groupHere({ locals: { db }, params }: Asked, { row, scope }: Desk, page = 1) {
	const group = (await groupAt(db, row.id, params.id)) ?? error(404);
	const members = await membersOf(db, scope, group.id, page);
	if (members.seen === 0 && members.hidden > 0) error(404);
	return { group, members };
}

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const desk = await deskOf(event);
	const page = pageAt(event.url);
	const { group, members } = await groupHere(event, desk, page);
	const last = lastPage(members.seen, membersShown);
	if (page > last) error(404);
	const [lines, notes, choices, did] = await Promise.all([
		linesOf(db, desk.scope, members.ids),
		notesOn(db, desk.viewer, { groupId: group.id }),
		choicesOf(event, desk),
		didHere(event, desk)
	]);
	const { at, can, places, row, viewer } = desk;
	return {
		...{ at, can, places, page, last, group, members, lines, notes, choices, did },
		...{ key: newId(), longestNote, longestTitle, language: row.language, me: viewer.id }
	};
};

const notes = noting(async (event: Event & { params: { id: string } }, desk) => ({
	groupId: (await groupHere(event, desk)).group.id
}));

export const actions: Actions = {
	give: sorting.give,
	take: sorting.take,
	gather: sorting.gather,
	ungroup: sorting.ungroup,
	assign: sorting.assign,
	undo: sorting.undo,
	note: notes.note,
	drop_note: notes.drop_note,
	rename: async (event) => {
		const desk = await deskOf(event);
		const { group } = await groupHere(event, desk);
		const sent = await sentTo(event, desk);
		const { title = '', group_lang: lang = '' } = sent.fields;
		const { db } = event.locals;
		const done = await rename(db, desk.viewer, desk.row.id, group.id, { title, lang });
		if (!done.ok) return handBack(done.obstacle, sent);
		redirect(303, backWith(event.url));
	}
};
