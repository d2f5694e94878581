import { error, fail, redirect } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import { may, possibleIn } from '#domain/policy/acts.ts';
import { byReference, countsByState, responsesIn } from '#domain/response/desk.server.ts';
import { meterOf } from '#domain/response/meter.server.ts';
import { publishSeen } from '#domain/response/publish.server.ts';
import { states, type State } from '#domain/response/response.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { found } from '../../found.server.ts';
import type { Actions, PageServerLoad } from './$types';

const size = 50;

/** What an address asks for; without asking, what waits to be done first. */
const stateIn = (url: URL, counts: Record<State, number>): State =>
	states.find((state) => state === url.searchParams.get('state')) ??
	(['review', 'draft', 'published'] as const).find((state) => counts[state] > 0) ??
	'review';

/** The responses of a consultation by their state. */
export const load: PageServerLoad = async (event) => {
	const { db, viewer, space } = event.locals;
	const { row, state } = await found(event);
	const counts = await countsByState(db, row.id);
	const shown = stateIn(event.url, counts);
	const page = Number(/^[1-9]\d{0,3}$/.exec(event.url.searchParams.get('page') ?? '1')?.[0] ?? 1);
	const [list, meter, at] = await Promise.all([
		responsesIn(db, viewer, row, [shown], { page, size }),
		meterOf(db, row.id),
		now(db)
	]);
	const count = Number(/^\d{1,3}$/.exec(event.url.searchParams.get('published') ?? '')?.[0] ?? 0);
	return {
		...{ list, counts, meter, at, shown, page, done: count },
		last: Math.max(1, Math.ceil(list.count / size)),
		publishes: may(viewer, 'response.publish', space.id) && possibleIn('response.publish', state),
		keeps: may(viewer, 'template.keep', space.id),
		declares:
			may(viewer, 'consultation.declare_answered', space.id) &&
			possibleIn('consultation.declare_answered', state)
	};
};

type Kept = { reference: string; obstacle: { code: string } };

export const actions: Actions = {
	/** Those chosen, each in its own transaction: `draft.R-7K2M9Q` is the revision that was seen. */
	publish: async (event) => {
		const { db, viewer, space, lang } = event.locals;
		if (!viewer) error(401);
		const sent = await fieldsOf(event.request);
		await allow(event.locals, 'staff');
		const { row } = await found(event);
		const chosen = Object.entries(sent)
			.filter(([name, seen]) => /^draft\.R-\w{6}$/.test(name) && /^\d{1,6}$/.test(seen))
			.slice(0, size);
		if (chosen.length === 0) return fail(422, { kept: [] as Kept[], published: 0, none: true });
		const kept: Kept[] = [];
		for (const [name, seen] of chosen) {
			const reference = name.slice('draft.'.length);
			const one = await byReference(db, space.id, reference);
			if (one?.consultationId !== row.id) error(404);
			if (one.sealed && !holds(viewer, space.id, 'SECRETARIAT')) error(404);
			const outcome = await publishSeen(db, viewer, one.id, Number(seen));
			if (!outcome.ok) kept.push({ reference, obstacle: outcome.obstacle });
		}
		const published = chosen.length - kept.length;
		if (kept.length) return fail(409, { kept, published, none: false });
		redirect(
			303,
			`/${lang}/${space.slug}/work/consultations/${row.slug}/answers/responses?published=${published}`
		);
	}
};
