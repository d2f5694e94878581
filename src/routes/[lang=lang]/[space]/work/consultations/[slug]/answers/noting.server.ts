/** Notes on what a page of the desk is about. */

import { redirect } from '@sveltejs/kit';
import { addNote, dropNote, type About } from '#domain/desk/note.server.ts';
import { isId } from '#domain/identity.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../refuse.server.ts';
import { deskOf, type Desk } from './desk.server.ts';
import { backWith, type Event as Sent } from './sorting.server.ts';

/** Notes about whatever `find` finds, as this person may see it; it answers 404 itself. */
export function noting<Event extends Sent>(find: (event: Event, desk: Desk) => Promise<About>) {
	return {
		note: async (event: Event) => {
			const desk = await deskOf(event);
			const about = await find(event, desk);
			const { key = '', note = '', note_lang: lang = '' } = await fieldsOf(event.request);
			await allow(event.locals, 'staff', note);
			const form = { key, sender: desk.viewer.id, body: { ...about, note, lang } };
			const done = await once(event.locals.db, form, (tx) =>
				addNote(tx, desk.viewer, desk.row.id, about, { body: note, lang })
			);
			if (!done.ok) return refuse(done.obstacle, { note, note_lang: lang });
			redirect(303, `${backWith(event.url)}#notes`);
		},
		drop_note: async (event: Event) => {
			const desk = await deskOf(event);
			await find(event, desk);
			const { id = '' } = await fieldsOf(event.request);
			await allow(event.locals, 'staff');
			const obstacle = { code: 'missing' as const };
			const done = isId(id)
				? await dropNote(event.locals.db, desk.viewer, desk.row.id, id)
				: { ok: false as const, obstacle };
			if (!done.ok) return refuse(done.obstacle, {});
			redirect(303, `${backWith(event.url)}#notes`);
		}
	};
}
