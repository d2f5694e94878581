import { error, fail, redirect } from '@sveltejs/kit';
import { edit } from '#domain/contribution/edit.server.ts';
import { isTongue } from '#domain/contribution/languages.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { standingAt } from '../contribution.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One's own words, to be put differently; nobody else finds this page. */
export const load: PageServerLoad = async (event) => {
	const { remark, head, here, base, home, numbers, may } = await standingAt(event);
	if (!remark.own || remark.body === null) error(404);
	return { remark, head, here, base, home, numbers, until: may.edit };
};

const statuses: Record<string, number> = {
	empty: 422,
	too_long: 422,
	unchanged: 422,
	words_empty: 422,
	words_same: 422,
	words_too_long: 422,
	not_allowed: 403
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const { body = '', lang = '', words = '' } = await fieldsOf(event.request);
		await allow(locals, 'remark', [words, body].filter(Boolean).join('\n\n'));
		const { remark, head, here } = await standingAt(event);
		if (!locals.viewer || !remark.own) error(404);
		const typed = { body, lang, words };
		if (!isTongue(lang)) return fail(422, { typed, obstacle: { code: 'lang' } });
		const change = { id: remark.id, consultationId: head.id, body, lang, words };
		const outcome = await edit(locals.db, locals.viewer, change);
		if (outcome.ok) redirect(303, here);
		const { obstacle } = outcome;
		if (obstacle.code === 'missing') error(404);
		return fail(statuses[obstacle.code] ?? 409, { typed, obstacle });
	}
};
