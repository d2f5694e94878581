import { error, redirect } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { may } from '#domain/policy/acts.ts';
import { byReference } from '#domain/response/desk.server.ts';
import type { PageServerLoad } from './$types';

/** The short address of a response: leads to its page in the reader's language; a draft's, and one to private contributions alone, to the desk of who may see it. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { db, viewer, lang } = locals;
	const found = await byReference(db, null, params.response);
	if (!found) error(404);
	const isPublic = found.state === 'published' || found.state === 'superseded';
	if (!isPublic && !may(viewer, 'desk.read', found.spaceId)) error(404);
	if (found.sealed && !holds(viewer, found.spaceId, 'SECRETARIAT')) error(404);
	setHeaders({ vary: 'Accept-Language, Cookie' });
	const desk = isPublic && !found.sealed ? '' : '/work';
	redirect(
		302,
		`/${lang}/${found.space}${desk}/consultations/${found.slug}/answers/${params.response}`
	);
};
