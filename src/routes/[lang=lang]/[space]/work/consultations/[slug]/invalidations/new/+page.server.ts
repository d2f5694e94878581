import { error, redirect } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { wallIn } from '#domain/consultation/moments.ts';
import { newId } from '#domain/identity.ts';
import { ask, preview } from '#domain/invalidation/ask.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { described, isAsked, proposed, typedIn } from '#ui/invalidation/described.ts';
import { refuse } from '../../../../refuse.server.ts';
import { found } from '../../found.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The description as the address has it, and what it would take: numbers only. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const zone = locals.space.timeZone;
	const { row } = await found(event);
	const asked = isAsked(url.searchParams);
	const typed = asked ? typedIn(url.searchParams) : proposed(wallIn(zone, await now(locals.db)));
	const shown = { typed, key: newId(), search: url.search };
	if (!asked) return { ...shown, faults: [], condition: null, counts: null, fewest: 0 };
	await allow(locals, 'staff');
	const { condition, faults } = described(typed, zone);
	if (faults.length) return { ...shown, faults, condition: null, counts: null, fewest: 0 };
	const seen = await preview(locals.db, row.id, condition);
	if (seen.ok) return { ...shown, faults, condition, counts: seen.counts, fewest: 0 };
	const { obstacle } = seen;
	const fewest = obstacle.code === 'too_few' ? obstacle.fewest : 0;
	return {
		...shown,
		faults: [{ field: '', code: obstacle.code }],
		condition,
		counts: null,
		fewest
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const { db, space, lang } = locals;
		const viewer = locals.viewer ?? error(401);
		const { key = '', rule = '', facts = '' } = await fieldsOf(request);
		await allow(locals, 'staff', facts);
		const { row } = await found(event);
		const sent = { key, rule, facts };
		const { condition, faults } = described(typedIn(url.searchParams), space.timeZone);
		const [fault] = faults;
		if (fault) return refuse({ code: fault.code }, sent);
		const asking = { condition, rule, facts, lang };
		const done = await once(db, { key, sender: viewer.id, body: { ...sent, condition } }, (tx) =>
			ask(tx, viewer, row.id, asking)
		);
		if (!done.ok) return refuse(done.obstacle, sent);
		const here = `/${lang}/${space.slug}/work/consultations/${row.slug}/invalidations`;
		redirect(303, `${here}/${done.id}?done=asked`);
	}
};
