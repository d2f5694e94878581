import { redirect } from '@sveltejs/kit';
import { mostAtOnce, pageSize } from '#domain/desk/filter.ts';
import { queue } from '#domain/desk/queue.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { newId } from '#domain/identity.ts';
import { choicesOf, deskOf, didHere, filterAt, pageAt } from './desk.server.ts';
import { sorting } from './sorting.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What waits for an answer, filtered as the address says, a page at a time. */
export const load: PageServerLoad = async (event) => {
	const desk = await deskOf(event);
	const { filter, faults, query } = filterAt(event.url, desk);
	const page = pageAt(event.url);
	const [{ total, lines }, choices, did] = await Promise.all([
		queue(event.locals.db, desk.scope, filter, page),
		choicesOf(event, desk),
		didHere(event, desk)
	]);
	const last = lastPage(total, pageSize);
	// An act took the last of them off the last page.
	if (page > last) {
		const url = new URL(event.url);
		url.searchParams.set('page', String(last));
		redirect(303, `${url.pathname}${url.search}`);
	}
	const { at, can, places, viewer } = desk;
	return {
		...{ at, can, places, filter, faults, query, page, total, last, lines, choices, did },
		...{ key: newId(), me: viewer.id, limit: mostAtOnce },
		/** What could not be read, to be put right where it was typed. */
		typed: Object.fromEntries(
			faults.map((name) => [name, event.url.searchParams.get(name)?.slice(0, 20) ?? ''])
		)
	};
};

export const actions: Actions = {
	give: sorting.give,
	take: sorting.take,
	gather: sorting.gather,
	ungroup: sorting.ungroup,
	assign: sorting.assign,
	undo: sorting.undo,
	answer: sorting.answer
};
