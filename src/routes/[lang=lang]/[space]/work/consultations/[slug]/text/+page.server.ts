import { error, redirect } from '@sveltejs/kit';
import { draftOf } from '#domain/consultation/draft/facts.server.ts';
import { setFirstNumber } from '#domain/consultation/draft/set-first-number.server.ts';
import { tongues } from '#domain/contribution/languages.ts';
import { number, unchecked } from '#domain/text/review.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { pageOf, perPage, shownAt, type Shown } from '#ui/work/review-pages.ts';
import { refuse } from '../../../refuse.server.ts';
import { found } from '../found.server.ts';
import { takeStep } from './step.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A page of the draft's units, with what can be done to each. */
export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	if (state !== 'DRAFT') return { draft: null };
	const { entries, standing, facts } = await draftOf(event.locals.db, row.id, row.draftRevision);
	const waiting = unchecked(entries);
	const show = waiting.length > 0 ? shownAt(event.url) : 'all';
	const places = show === 'all' ? entries.map((_, at) => at) : waiting;
	const last = Math.max(1, Math.ceil(places.length / perPage));
	const asked = Number.parseInt(event.url.searchParams.get('page') ?? '1') || 1;
	const page = Math.min(last, Math.max(1, asked));
	const numbers = number(entries, row.firstNumber);
	const from = (page - 1) * perPage;
	const used = [...new Set(entries.map(({ unit }) => unit.lang))];
	const draft = {
		revision: row.draftRevision,
		first: row.firstNumber,
		facts,
		undo: standing.undo !== null,
		redo: standing.redo !== null,
		all: entries.length,
		headings: entries.filter(({ unit, excluded }) => !excluded && unit.kind === 'heading').length,
		excluded: entries.filter(({ excluded }) => excluded).length,
		page,
		last,
		from,
		open: Number(event.url.searchParams.get('open')) || null,
		units: places.slice(from, from + perPage).flatMap((at) => {
			const entry = entries[at];
			return entry ? [{ ...entry, at, number: numbers[at] ?? null }] : [];
		}),
		show,
		shown: places.length,
		unchecked: waiting.length,
		next: nextPlace(waiting, places[from] ?? 0, show),
		used,
		tongues: [...new Set([...event.locals.space.languages, ...used, ...tongues])]
	};
	return { draft };
};

/** The first unit to check, with its page: from this page on, or from the start. */
function nextPlace(waiting: number[], from: number, show: Shown) {
	const at = waiting.find((one) => one >= from) ?? waiting[0];
	if (at === undefined) return null;
	return { at, page: pageOf(show === 'all' ? at : waiting.indexOf(at)) };
}

export const actions: Actions = {
	step: (event) => takeStep(event),
	number: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const sent = await fieldsOf(event.request);
		const first = /^\d{1,6}$/.test(sent.first ?? '') ? Number(sent.first) : -1;
		const done = await setFirstNumber(db, viewer, row.id, first);
		if (!done.ok) return refuse(done.obstacle, sent);
		redirect(303, `/${lang}/${space.slug}/work/consultations/${row.slug}/text#steps`);
	}
};
