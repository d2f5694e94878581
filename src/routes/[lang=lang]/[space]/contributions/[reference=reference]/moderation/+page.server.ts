import { error, fail } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { reportsOn } from '#domain/moderation/read.server.ts';
import { decidedOn } from '#domain/moderation/statements.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { decide, statusOf, typedOf } from '../../../decision.server.ts';
import { contributionAt } from '../contribution.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What was said, what was reported, what was decided before; and the decision to make. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const { remark, wordings, head, here, home, base, numbers, on } = await contributionAt(event);
	const [reports, decided] = await Promise.all([
		reportsOn(locals.db, remark.id),
		decidedOn(locals.db, remark.id)
	]);
	const mayRedact = holds(locals.viewer, locals.space.id, 'SECRETARIAT');
	return {
		...{ remark, wordings, head, here, home, base, numbers, on },
		reports,
		decided,
		mayRedact
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const typed = typedOf(await fieldsOf(event.request));
		await allow(locals, 'staff', typed.facts);
		const { remark, head } = await contributionAt(event);
		const outcome = await decide(locals, { id: remark.id, consultationId: head.id }, typed);
		if (!outcome) error(422);
		if (outcome.ok) return { done: outcome.act };
		return fail(statusOf(outcome.obstacle.code), { typed, obstacle: outcome.obstacle });
	}
};
