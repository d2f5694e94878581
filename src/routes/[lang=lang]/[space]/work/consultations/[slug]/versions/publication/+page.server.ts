import { error, redirect } from '@sveltejs/kit';
import { newId } from '#domain/identity.ts';
import { differenceOf } from '#domain/suggestion/difference.ts';
import { withAnswers } from '#domain/version/answers.server.ts';
import { isSilent } from '#domain/version/net.ts';
import { changeKinds, keepsVotes } from '#domain/version/version.ts';
import { publishVersion } from '#domain/version/publish.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../../refuse.server.ts';
import { found } from '../../found.server.ts';
import { tonguesFor, tongueSent } from '../../tongues.server.ts';
import { drafted, headingOf, placeOf } from '../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many changes without a reason are shown one by one. */
const mostShown = 50;

/** What would be published: how many changes of each kind, and which of them say no reason. */
export const load: PageServerLoad = async (event) => {
	const here = await drafted(event);
	if (!here) return { over: true as const };
	const { next, row, list } = here;
	const { db, space, lang } = event.locals;
	const changes = await withAnswers(db, row.id, next.changes);
	const silent = changes.filter(isSilent);
	const named = new Set(
		changes.flatMap(({ reasons }) => reasons.contributions.map((one) => one.id))
	);
	return {
		over: false as const,
		list,
		revision: next.revision,
		counts: changeKinds.flatMap((kind) => {
			const count = changes.filter((change) => change.kind === kind).length;
			return count ? [{ kind, count }] : [];
		}),
		changed: changes.length,
		named: named.size,
		losing: changes.filter(({ kind, before }) => before && !keepsVotes(kind)).length,
		silent: silent.length,
		shown: silent.slice(0, mostShown).map(({ unitId, kind, before, after }) => ({
			...{ unitId, kind, ...placeOf(next, unitId, row.firstNumber) },
			heading: headingOf(after ?? before),
			was: next.text.byId.get(unitId)?.number ?? null,
			lang: (after ?? before)?.lang ?? row.language,
			difference:
				kind === 'move'
					? null
					: differenceOf(before?.body ?? null, after?.body ?? null, (after ?? before)?.lang ?? '')
		})),
		key: newId(),
		...tonguesFor(space, lang, row.language)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { key = '', ...sent } = await fieldsOf(event.request);
		await allow(event.locals, 'staff', sent.reason);
		const publication = {
			revision: /^\d{1,7}$/.test(sent.revision ?? '') ? Number(sent.revision) : -1,
			note: sent.reason ?? '',
			noteLang: tongueSent(space, sent.lang, row.language)
		};
		const done = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			publishVersion(tx, viewer, row.id, publication)
		);
		if (!done.ok) return refuse(done.obstacle, { ...sent, key });
		const list = `/${lang}/${space.slug}/work/consultations/${row.slug}/versions`;
		redirect(303, `${list}?done=published`);
	}
};
