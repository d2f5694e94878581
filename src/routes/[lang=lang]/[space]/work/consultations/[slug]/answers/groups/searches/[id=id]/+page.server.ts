import { error, redirect } from '@sveltejs/kit';
import { lastPage } from '#domain/contribution/thread.ts';
import {
	dismissProposals,
	proposalsOf,
	proposalsShown,
	searchAt,
	takeForTheme,
	takeProposal
} from '#domain/group/proposals.server.ts';
import { cancelSearch } from '#domain/group/search.server.ts';
import { longestTitle } from '#domain/group/group.ts';
import { newId } from '#domain/identity.ts';
import { formOf, textsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { deskOf, didHere, pageAt, type Desk } from '../../../desk.server.ts';
import { backWith, handBack, sorting, type Event as Sent } from '../../../sorting.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Asked = { locals: App.Locals; params: { id: string } };

const searchHere = async ({ locals: { db }, params }: Asked, { scope }: Desk) =>
	(await searchAt(db, scope, params.id)) ?? error(404);

/** How far a search is, and what it proposes. */
export const load: PageServerLoad = async (event) => {
	const desk = await deskOf(event);
	const search = await searchHere(event, desk);
	const page = pageAt(event.url);
	const size = search.theme ? proposalsShown * 5 : proposalsShown;
	const last = lastPage(search.left, size);
	if (page > last) redirect(303, event.url.pathname);
	const [proposals, did] = await Promise.all([
		search.state === 'done' ? proposalsOf(event.locals.db, desk.scope, search, page) : [],
		didHere(event, desk)
	]);
	const { at, can, places, row } = desk;
	return {
		...{ at, can, places, search, proposals, page, last, did, longestTitle },
		...{ key: newId(), language: row.language }
	};
};

type Event = Sent & { params: { id: string } };

async function sentHere(event: Event) {
	const desk = await deskOf(event);
	const search = await searchHere(event, desk);
	const form = await formOf(event.request);
	await allow(event.locals, 'staff');
	const fields = textsOf(form);
	const all = (name: string) => form.getAll(name).map(String).slice(0, 200);
	const numbers = all('n')
		.filter((n) => /^\d{1,4}$/.test(n))
		.map(Number);
	return { desk, search, fields, numbers, all };
}

export const actions: Actions = {
	undo: sorting.undo,
	cancel: async (event) => {
		const { desk, search } = await sentHere(event);
		await cancelSearch(event.locals.db, desk.viewer, desk.row.id, search.id);
		// Whether it came in time is what the page shows.
		redirect(303, event.url.pathname);
	},
	take: async (event) => {
		const { desk, search, fields, numbers, all } = await sentHere(event);
		const { key = '', title = '', group_lang: lang = '' } = fields;
		const [kept, shown] = [all('c'), all('shown')];
		const without = shown.filter((one) => !kept.includes(one));
		const asked = { n: numbers[0] ?? 0, without, title, lang };
		const form = { key, sender: desk.viewer.id, body: { ...asked, search: search.id } };
		const done = await once(event.locals.db, form, (tx) =>
			takeProposal(tx, desk.viewer, desk.scope, search, asked)
		);
		if (!done.ok)
			return handBack(done.obstacle, { fields, chosen: kept, which: { references: kept } });
		redirect(303, backWith(event.url, done.actId));
	},
	give: async (event) => {
		const { desk, search, fields, numbers } = await sentHere(event);
		const done = await takeForTheme(event.locals.db, desk.viewer, desk.scope, search, numbers);
		if (!done.ok) return handBack(done.obstacle, { fields, chosen: [], which: { references: [] } });
		redirect(303, backWith(event.url, done.actId));
	},
	dismiss: async (event) => {
		const { desk, search, fields, numbers } = await sentHere(event);
		const done = await dismissProposals(event.locals.db, desk.viewer, desk.scope, search, numbers);
		if (!done.ok) return handBack(done.obstacle, { fields, chosen: [], which: { references: [] } });
		redirect(303, backWith(event.url));
	}
};
