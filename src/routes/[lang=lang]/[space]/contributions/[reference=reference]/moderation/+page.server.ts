import { error, fail } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { dismiss } from '#domain/moderation/dismiss.server.ts';
import { refuse } from '#domain/moderation/refuse.server.ts';
import { acts, isRule, type Act } from '#domain/moderation/moderation.ts';
import { decidedOn, reportsOn } from '#domain/moderation/read.server.ts';
import { redact } from '#domain/moderation/redact.server.ts';
import { restore } from '#domain/moderation/restore.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
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

const statuses: Record<string, number> = {
	...{ missing: 404, not_allowed: 403 },
	...{ facts_missing: 422, facts_too_long: 422, passages_missing: 422, passage_absent: 422 }
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const { act = '', rule = '', facts = '', passages = '' } = await fieldsOf(event.request);
		await allow(locals, 'staff', facts);
		const { remark, head } = await contributionAt(event);
		const { db, viewer } = locals;
		const typed = { act, rule, facts, passages };
		if (!viewer || !isAct(act)) error(422);
		if (!isRule(rule)) return fail(422, { typed, obstacle: { code: 'rule' } });

		const decision = { id: remark.id, consultationId: head.id, rule, facts };
		const outcome = await {
			refuse: () => refuse(db, viewer, decision),
			restore: () => restore(db, viewer, decision),
			dismiss: () => dismiss(db, viewer, decision),
			redact: () => redact(db, viewer, { ...decision, passages })
		}[act]();
		if (outcome.ok) return { done: act };
		const { obstacle } = outcome;
		return fail(statuses[obstacle.code] ?? 409, { typed, obstacle });
	}
};

const isAct = (word: string): word is Act => acts.includes(word as Act);
