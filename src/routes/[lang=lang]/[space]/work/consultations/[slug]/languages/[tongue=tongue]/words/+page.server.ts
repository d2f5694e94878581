import { error } from '@sveltejs/kit';
import { possibleIn } from '#domain/policy/acts.ts';
import { leaves } from '#domain/text/leaves.ts';
import { dir } from '#domain/text/unit.ts';
import { isNative } from '#domain/translation/content.ts';
import { namesOf } from '#domain/translation/names.ts';
import { toDesk } from '../../../found.server.ts';
import { besideOf, stepOf, toBeside } from '../translation.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The words of one unit in the language, line by line, beside the original's. */
export const load: PageServerLoad = async (event) => {
	const { state, tongue, draft, content, originals } = await besideOf(event);
	if (!possibleIn('consultation.translate', state)) toDesk(event);
	const { searchParams } = event.url;
	const at = /^\d{1,6}$/.test(searchParams.get('at') ?? '') ? Number(searchParams.get('at')) : null;
	const piece = at === null ? undefined : content.pieces[at];
	const place = originals.findIndex(
		({ key }) => key === (piece ? piece.to : searchParams.get('to'))
	);
	const original = originals[place];
	if (!piece && (at !== null || !original || isNative(original, tongue))) error(404);
	const shape = piece?.unit ?? original?.unit;
	if (!shape) error(404);
	return {
		tongue,
		at: piece ? at : null,
		to: original?.key ?? '',
		name: namesOf(originals)[place] ?? '',
		revision: draft.revision,
		page: searchParams.get('page') ?? '1',
		show: searchParams.get('show') ?? 'all',
		original: original
			? { lang: original.unit.lang, dir: dir(original.unit), lines: leaves(original.unit) }
			: null,
		lines: leaves(shape).length,
		text: piece ? leaves(piece.unit).join('\n') : ''
	};
};

export const actions: Actions = {
	step: async (event) => {
		const done = await stepOf(event);
		return done.ok ? toBeside(event, done.sent) : done.refusal;
	}
};
