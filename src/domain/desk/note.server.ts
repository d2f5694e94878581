/** Internal notes: what staff tell each other about a contribution, a group or a draft. No page of readers shows them. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred } from '../consultation/acting.server.ts';
import { isTongue } from '../contribution/languages.ts';
import type { Database } from '../database.server.ts';
import { newId } from '../identity.ts';
import { clean } from '../text/characters.ts';

export const longestNote = 2_000;

/** What a note is about: exactly one of them. */
export type About = { contributionId: string } | { groupId: string } | { responseId: string };
export type NoteObstacle =
	| Barred['obstacle']
	| { code: 'note_missing' }
	| { code: 'note_long'; length: number; limit: number };
export type NoteOutcome = { ok: true; id: string } | { ok: false; obstacle: NoteObstacle };

const no = (obstacle: NoteObstacle) => ({ ok: false as const, obstacle });

/** Whoever calls it has found what the note is about, as this person may see it. */
export const addNote = (
	db: Database,
	by: Viewer,
	consultationId: string,
	about: About,
	note: { body: string; lang: string }
) =>
	acting<NoteOutcome>(
		db,
		by,
		'desk.sort',
		consultationId,
		'shared',
		async ({ tx, consultation, at }) => {
			const body = clean(note.body).trim();
			if (body === '') return no({ code: 'note_missing' });
			const { length } = body;
			if (length > longestNote) return no({ code: 'note_long', length, limit: longestNote });
			const lang = isTongue(note.lang) ? note.lang : consultation.language;
			const id = newId();
			await tx
				.insertInto('internalNote')
				.values({ id, consultationId, ...about, body, lang, byId: by.id, at })
				.execute();
			return { ok: true, id };
		}
	);

/** Takes one's own note back. */
export const dropNote = (db: Database, by: Viewer, consultationId: string, id: string) =>
	acting<{ ok: true } | { ok: false; obstacle: Barred['obstacle'] }>(
		db,
		by,
		'desk.sort',
		consultationId,
		'shared',
		async ({ tx }) => {
			const { numDeletedRows } = await tx
				.deleteFrom('internalNote')
				.where('id', '=', id)
				.where('consultationId', '=', consultationId)
				.where('byId', '=', by.id)
				.executeTakeFirst();
			return numDeletedRows ? { ok: true } : { ok: false, obstacle: { code: 'missing' } };
		}
	);

export type Note = {
	id: string;
	body: string;
	lang: string;
	at: Date;
	author: string;
	own: boolean;
};

const shown = 100;

/** The latest notes about something, the oldest of them first. */
export async function notesOn(db: Database, viewer: Viewer, about: About): Promise<Note[]> {
	const [[column, id] = ['contributionId', '']] = Object.entries(about);
	const rows = await db
		.selectFrom('internalNote as n')
		.leftJoin('person as p', 'p.id', 'n.byId')
		.select(['n.id', 'n.body', 'n.lang', 'n.at', 'n.byId', 'p.name'])
		.where(`n.${column as 'contributionId'}`, '=', id)
		.orderBy('n.at', 'desc')
		.orderBy('n.id', 'desc')
		.limit(shown)
		.execute();
	return rows
		.map(({ byId, name, ...note }) => ({ ...note, author: name ?? '', own: byId === viewer.id }))
		.toReversed();
}
