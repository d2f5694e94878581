/** One contribution at the desk; 404 for whoever may not see it, and for what is gone. */

import { error } from '@sveltejs/kit';
import { story } from '#domain/contribution/story.server.ts';
import { announced } from '#domain/contribution/spot.server.ts';
import type { Desk } from '../desk.server.ts';

type Asked = { locals: App.Locals; params: { reference: string } };

export async function oneAt({ locals, params }: Asked, { row, viewer }: Desk) {
	const { db, lang } = locals;
	const read = (await announced(db, row.id, { asked: null, own: lang })) ?? error(404);
	const told = (await story(db, viewer, read, params.reference)) ?? error(404);
	if (told.remark.state !== 'published' && told.remark.state !== 'held') error(404);
	return { ...told, ...read };
}
