import { error, fail, redirect } from '@sveltejs/kit';
import { isRule, noteOf } from '#domain/moderation/moderation.ts';
import { report } from '#domain/moderation/report.server.ts';
import { hold } from '#domain/pending/hold.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { standingAt } from '../contribution.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Made for each visit, since the form holds its own key. */
export const load: PageServerLoad = async (event) => {
	const { remark, here, home, base, numbers, on } = await standingAt(event);
	return {
		on,
		remark,
		here,
		home,
		base,
		numbers,
		key: crypto.randomUUID(),
		signedIn: event.locals.viewer !== null
	};
};

const statuses: Record<string, number> = { note_too_long: 422, not_allowed: 403, key_reused: 422 };

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const { key = '', rule = '', note = '' } = await fieldsOf(event.request);
		await allow(locals, 'report', note);
		const { remark, head, here } = await standingAt(event);
		const typed = { key, rule, note };
		if (!isRule(rule)) return fail(422, { typed, obstacle: { code: 'rule' } });
		const said = noteOf(note);
		if (!said.ok) return fail(422, { typed, obstacle: said.obstacle });

		const complaint = { id: remark.id, consultationId: head.id, rule, note };
		if (!locals.viewer) {
			const payload = { ...complaint, text: note, to: `${here}?reported` };
			const token = await hold(locals.db, {
				...{ act: 'report', payload, language: locals.lang, returnTo: here, key }
			});
			redirect(303, `/${locals.lang}/sign-in?act=${token}`);
		}
		const by = locals.viewer;
		const form = { key, sender: by.id, body: complaint };
		const outcome = await once(locals.db, form, (tx) => report(tx, by, complaint));
		if (outcome.ok) redirect(303, `${here}?reported`);
		const { obstacle } = outcome;
		if (obstacle.code === 'missing') error(404);
		return fail(statuses[obstacle.code] ?? 409, { typed, obstacle });
	}
};
