import { error, fail, redirect } from '@sveltejs/kit';
import { isTongue } from '#domain/contribution/languages.ts';
import { appeal } from '#domain/moderation/appeal/send.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { standingAt } from '../contribution.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was done about one's own contribution, and the appeal against it; for nobody else there is no such page. */
export const load: PageServerLoad = async (event) => {
	const { remark, acts, appealable, head, here, home, base, numbers } = await standingAt(event);
	if (!remark.own) error(404);
	return {
		...{ remark, acts, appealable, head, here, home, base, numbers },
		key: crypto.randomUUID(),
		sent: event.url.searchParams.has('sent')
	};
};

const statuses: Record<string, number> = {
	...{ words_missing: 422, words_too_long: 422, key_reused: 422 }
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const { key = '', act = '', words = '', lang = '' } = await fieldsOf(event.request);
		await allow(locals, 'report', words);
		const { remark, acts, here } = await standingAt(event);
		const by = locals.viewer;
		if (!by || !remark.own) error(404);
		const typed = { key, act, words, lang };
		if (!acts.some(({ id }) => id === act))
			return fail(422, { typed, obstacle: { code: 'act' as const } });

		const said = { actId: act, words, lang: isTongue(lang) ? lang : locals.lang };
		const form = { key, sender: by.id, body: said };
		const outcome = await once(locals.db, form, (tx) => appeal(tx, by, said));
		if (outcome.ok) redirect(303, `${here}/appeal?sent`);
		const { obstacle } = outcome;
		if (obstacle.code === 'missing') error(404);
		return fail(statuses[obstacle.code] ?? 409, { typed, obstacle });
	}
};
