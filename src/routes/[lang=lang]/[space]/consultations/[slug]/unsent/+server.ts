import { error, json, redirect } from '@sveltejs/kit';
import { idOf } from '#domain/consultation/store.server.ts';
import { keep } from '#domain/unsent/keep.server.ts';
import { formOf } from '#domain/unsent/unsent.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { wordsIn } from '#ui/words.ts';
import type { RequestHandler } from './$types';

/** Keeps what is being typed: a script hears when it was kept, a form sent by hand leads to the list. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const { db, viewer, space, lang } = locals;
	if (!viewer) error(401);
	const fields = await fieldsOf(request);
	await allow(locals, 'unsent', fields.body);
	const [path = '', search = ''] = (fields.form ?? '').split('?');
	const form = formOf(path, search);
	const consultationId = await idOf(db, space.id, params.slug);
	if (!form || !consultationId) error(404);
	const kept = await keep(db, viewer, { consultationId, form }, fields);
	if (!request.headers.get('accept')?.includes('json')) {
		const said = kept.ok ? 'kept' : 'too_many';
		redirect(303, `/${lang}/${params.space}/contributions?unsent=${said}#unsent`);
	}
	const say = wordsIn(lang);
	if (!kept.ok) {
		const { obstacle } = kept;
		return json({ says: say.t('unsent.too_many', { most: obstacle.most }) }, { status: 409 });
	}
	const says =
		kept.savedAt && say.t('unsent.saved', { time: say.time(kept.savedAt, space.timeZone) });
	return json({ says });
};
