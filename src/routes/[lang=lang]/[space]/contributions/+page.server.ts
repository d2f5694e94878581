import { error, redirect } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { own } from '#domain/contribution/own.server.ts';
import { seeAll } from '#domain/contribution/seen.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { isId } from '#domain/identity.ts';
import { drop, ofPerson } from '#domain/unsent/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Everything the person who is signed in said in this space. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, viewer, space } = locals;
	const asked = url.searchParams.get('page') ?? '1';
	if (!viewer || !/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const news = url.searchParams.get('news') === 'yes';
	const [{ total, fresh, said }, unsent, at] = await Promise.all([
		own(db, viewer, space.id, page, { news }),
		page === 1 ? ofPerson(db, viewer.id, space.id) : [],
		now(db)
	]);
	const last = lastPage(news ? fresh : total);
	if (page > last) error(404);
	return { total, fresh, news, said, unsent, page, last, at, told: url.searchParams.get('unsent') };
};

export const actions: Actions = {
	read: async ({ locals, params }) => {
		const viewer = locals.viewer ?? error(401);
		await allow(locals, 'unsent');
		await seeAll(locals.db, viewer.id, locals.space.id);
		redirect(303, `/${locals.lang}/${params.space}/contributions`);
	},
	drop: async ({ locals, request, params }) => {
		const viewer = locals.viewer ?? error(401);
		const { consultation = '', form = '' } = await fieldsOf(request);
		await allow(locals, 'unsent');
		if (!isId(consultation)) error(404);
		await drop(locals.db, viewer.id, { consultationId: consultation, form });
		redirect(303, `/${locals.lang}/${params.space}/contributions?unsent=dropped#unsent`);
	}
};
