/** The consultation of a staff page's address, in whatever state it is. */

import { error, redirect } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import { bySlugForStaff } from '#domain/consultation/desk.server.ts';

type Asked = { locals: Pick<App.Locals, 'db' | 'space' | 'lang'>; params: { slug: string } };

export async function found({ locals: { db, space }, params }: Asked) {
	const [row, at] = await Promise.all([bySlugForStaff(db, space.id, params.slug), now(db)]);
	if (!row) error(404);
	return { row, at, state: stateOf(row, at) };
}

/** What cannot be done in the state a consultation is in leads to the page that shows the state. */
export function toDesk({ locals: { lang, space }, params }: Asked): never {
	redirect(303, `/${lang}/${space.slug}/work/consultations/${params.slug}`);
}
