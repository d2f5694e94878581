/** The consultation of a staff page's address, in whatever state it is. */

import { error, redirect } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import { bySlugForStaff } from '#domain/consultation/desk.server.ts';
import { may } from '#domain/policy/acts.ts';

type Asked = {
	locals: Pick<App.Locals, 'db' | 'space' | 'lang' | 'viewer'>;
	params: { slug: string };
};

/** A draft is there for those who make it, and for nobody else who works on consultations. */
export async function found({ locals: { db, space, viewer }, params }: Asked) {
	const [row, at] = await Promise.all([bySlugForStaff(db, space.id, params.slug), now(db)]);
	if (!row) error(404);
	const state = stateOf(row, at);
	if (state === 'DRAFT' && !may(viewer, 'consultation.preview', space.id)) error(404);
	return { row, at, state };
}

/** What cannot be done in the state a consultation is in leads to the page that shows the state. */
export function toDesk({ locals: { lang, space }, params }: Asked): never {
	redirect(303, `/${lang}/${space.slug}/work/consultations/${params.slug}`);
}
