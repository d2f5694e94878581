import { error, redirect } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { findByReference } from '#domain/contribution/store.server.ts';
import type { PageServerLoad } from './$types';

/** The short address of a contribution: leads to its page in the reader's language, if it is theirs to see. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { db, viewer, lang } = locals;
	const found = await findByReference(db, null, params.reference);
	const visible =
		found &&
		(found.visibility === 'public' ||
			(viewer !== null && found.personId === viewer.id) ||
			holds(viewer, found.spaceId, 'SECRETARIAT'));
	if (!visible) error(404);
	setHeaders({ vary: 'Accept-Language, Cookie' });
	redirect(302, `/${lang}/${found.slug}/contributions/${params.reference}`);
};
