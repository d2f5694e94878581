import { possibleIn } from '#domain/policy/acts.ts';
import { wordFields } from '#domain/translation/content.ts';
import { toDesk } from '../../../found.server.ts';
import { besideOf, stepOf, toBeside } from '../translation.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Title, description and the rest, in the language, beside how they were written. */
export const load: PageServerLoad = async (event) => {
	const { row, state, tongue, draft, content } = await besideOf(event);
	if (!possibleIn('consultation.translate', state)) toDesk(event);
	const fields = wordFields
		.filter((field) => row[field])
		.map((field) => ({ field, original: row[field], text: content.words[field] ?? '' }));
	return { tongue, language: row.language, revision: draft.revision, fields };
};

export const actions: Actions = {
	step: async (event) => {
		const done = await stepOf(event);
		return done.ok ? toBeside(event, done.sent) : done.refusal;
	}
};
