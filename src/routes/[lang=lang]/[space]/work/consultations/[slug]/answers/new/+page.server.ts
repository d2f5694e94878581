import { error, fail, redirect } from '@sveltejs/kit';
import { newId, isId } from '#domain/identity.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { draft } from '#domain/response/draft.server.ts';
import { countReplies, groupToAnswer, named } from '#domain/response/gather.server.ts';
import { limits } from '#domain/response/response.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { found, toDesk } from '../../found.server.ts';
import { tonguesFor, tongueSent } from '../../tongues.server.ts';
import { referencesIn } from '../references.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a new response would answer: the contributions or the group its address names. */
export const load: PageServerLoad = async (event) => {
	const { db, viewer, space, lang } = event.locals;
	const { row, state } = await found(event);
	if (!viewer) error(401);
	if (!possibleIn('response.draft', state)) toDesk(event);
	const asked = event.url.searchParams;
	const references = asked.getAll('for').flatMap(referencesIn).slice(0, limits.named);
	const groupId = asked.get('group') ?? '';
	const group = isId(groupId) ? await groupToAnswer(db, viewer, row, groupId) : null;
	if (groupId && !group) error(404);
	const first = references.length ? await named(db, viewer, row, references) : null;
	return {
		...{ references, group, key: newId() },
		replies: first?.ok ? await countReplies(db, first.ids) : 0,
		...tonguesFor(space, lang, row.language)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, viewer, space, lang } = event.locals;
		if (!viewer) error(401);
		const { key = '', ...sent } = await fieldsOf(event.request);
		await allow(event.locals, 'staff', sent.for);
		const { row } = await found(event);
		const to = isId(sent.group ?? '') ? { group: sent.group ?? '' } : referencesIn(sent.for ?? '');
		const asked = {
			to,
			replies: sent.replies === 'on',
			lang: tongueSent(space, sent.lang, row.language)
		};
		const outcome = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			draft(tx, viewer, row.id, asked)
		);
		if (outcome.ok)
			redirect(
				303,
				`/${lang}/${space.slug}/work/consultations/${row.slug}/answers/${outcome.reference}?done=begun`
			);
		const { obstacle } = outcome;
		if (obstacle.code === 'missing' || obstacle.code === 'not_allowed') error(404);
		const status = ['wrong_state', 'answered_already'].includes(obstacle.code) ? 409 : 422;
		return fail(status, { obstacle, sent: { ...sent, key } });
	}
};
