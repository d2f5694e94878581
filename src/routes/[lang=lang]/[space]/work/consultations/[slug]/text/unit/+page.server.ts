import { redirect } from '@sveltejs/kit';
import { entriesAt } from '#domain/consultation/draft/store.server.ts';
import { places } from '#domain/text/cut.ts';
import { number } from '#domain/text/review.ts';
import { found, toDesk } from '../../found.server.ts';
import { takeStep } from '../step.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One unit, with the places where it can be split and the words it has. */
export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	const { db, space, lang } = event.locals;
	if (state !== 'DRAFT') toDesk(event);
	const at = Number(event.url.searchParams.get('at')) - 1;
	const entries = await entriesAt(db, row.id, row.draftRevision);
	const entry = entries[at];
	if (!entry) redirect(303, `/${lang}/${space.slug}/work/consultations/${row.slug}/text`);
	const { unit } = entry;
	const isProse = unit.kind === 'heading' || unit.kind === 'paragraph';
	const text = isProse ? unit.body.runs.map((run) => run.text).join('') : null;
	return {
		at,
		unit,
		number: number(entries, row.firstNumber)[at] ?? null,
		places: places(unit),
		text,
		length: text === null ? null : [...text].length,
		revision: row.draftRevision
	};
};

export const actions: Actions = { step: (event) => takeStep(event) };
