import { error, redirect } from '@sveltejs/kit';
import { lastPage } from '#domain/contribution/thread.ts';
import { tongues } from '#domain/contribution/languages.ts';
import { accept } from '#domain/elsewhere/accept.server.ts';
import { cancel } from '#domain/elsewhere/cancel.server.ts';
import { entersPrivate } from '#domain/elsewhere/facts.server.ts';
import { pageSize } from '#domain/elsewhere/import.ts';
import { map } from '#domain/elsewhere/map.server.ts';
import { preview } from '#domain/elsewhere/preview.server.ts';
import { firstRows, importById, told } from '#domain/elsewhere/store.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { refuse } from '../../../../../refuse.server.ts';
import { found } from '../../../found.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const shown = ['faults', 'notes'] as const;

async function fileOf(event: Pick<RequestEvent, 'locals' | 'params'>) {
	const { db, space, viewer } = event.locals;
	if (!viewer) error(401);
	const { row, state } = await found(event);
	const place = { id: row.id, spaceId: space.id };
	const file = await importById(db, viewer, place, event.params.id);
	if (!file) error(404);
	return { db, viewer, row, state, place, file };
}

/** How far a file is: its columns to be named, what was found in its rows, how many are entered. */
export const load: PageServerLoad = async (event) => {
	const { db, viewer, row, state, file } = await fileOf(event);
	const { searchParams } = event.url;
	const mapping = file.state === 'mapping' || (file.state === 'checked' && searchParams.has('map'));
	const kind =
		shown.find((one) => one === searchParams.get('show')) ?? (file.faults > 0 ? 'faults' : 'notes');
	const asked = searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const page = Number(asked);
	const last = lastPage(file[kind], pageSize);
	if (page > last) error(404);
	const over = file.state === 'checked' || file.state === 'entered';
	const [first, rows, entries] = await Promise.all([
		mapping ? firstRows(db, file.id, { limit: 3 }) : [],
		over && !mapping ? told(db, file.id, kind, page) : [],
		file.state === 'checked' && !mapping ? preview(db, viewer, row, file) : []
	]);
	return {
		...{ file, mapping, first, rows, entries, kind, page, last, tongues },
		mayPrivate: entersPrivate(viewer, event.locals.space.id),
		open: possibleIn('contribution.enter', state)
	};
};

const here = ({ locals: { lang, space }, params }: Pick<RequestEvent, 'locals' | 'params'>) =>
	`/${lang}/${space.slug}/work/consultations/${params.slug}/elsewhere/imports/${params.id}`;

export const actions: Actions = {
	map: async (event) => {
		const { db, viewer, row, file } = await fileOf(event);
		const sent = await fieldsOf(event.request);
		await allow(event.locals, 'staff');
		const done = await map(db, viewer, { consultationId: row.id, id: file.id, sent });
		if (!done.ok) return refuse(done.obstacle, sent);
		redirect(303, here(event));
	},
	accept: async (event) => {
		const { db, viewer, row, file } = await fileOf(event);
		const { which } = await fieldsOf(event.request);
		await allow(event.locals, 'staff');
		const asked = { consultationId: row.id, id: file.id };
		const done = await accept(db, viewer, {
			...{ ...asked, which: which === 'faultless' ? 'faultless' : 'all' }
		});
		if (!done.ok && done.obstacle.code !== 'already_over')
			return refuse(done.obstacle, {} as Record<string, string>);
		redirect(303, here(event));
	},
	cancel: async (event) => {
		const { db, viewer, place, file } = await fileOf(event);
		const done = await cancel(db, viewer, place, file.id);
		if (!done.ok && done.obstacle.code !== 'already_over') error(404);
		// Whether it came in time is what the page shows.
		redirect(303, here(event));
	}
};
