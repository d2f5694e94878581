/** What the pages of a consultation's answers begin with. */

import { error } from '@sveltejs/kit';
import { announced, consultationId } from '#domain/contribution/spot.server.ts';
import {
	answering,
	closedAnswers,
	decided,
	heard,
	promised
} from '#domain/response/heard.server.ts';
import { filterOf } from '#domain/response/heard.ts';
import { meterOf } from '#domain/response/meter.server.ts';
import { versionsOf } from '#domain/version/store.server.ts';
import { setsReports } from '#platform/paper/typst.server.ts';
import { keepPage } from '#platform/web/keep.server.ts';

type Asking = { locals: App.Locals; params: { space: string; slug: string }; url: URL };

/** Everything heard, decided and changed that the address asks for; `whole` for paper, which no cache keeps as a file. */
export async function answersAt(
	{ locals, params, url }: Asking,
	{ whole = false, keep = true } = {}
) {
	const { db, space, lang } = locals;
	const filter = filterOf(url.searchParams);
	if (!filter) error(400);
	const id = await consultationId(db, space.id, params.slug);
	if (!id) error(404);
	if (keep) keepPage(locals, id, { paged: true });
	const found = await announced(db, id, { asked: null, own: lang });
	if (!found) error(404);
	const { head } = found;
	const [meter, themes, answers, agencies, versions, next, closed] = await Promise.all([
		meterOf(db, id, head.generation),
		heard(db, id),
		decided(db, id, filter, { whole }),
		answering(db, id),
		versionsOf(db, id),
		promised(db, id),
		closedAnswers(db, id)
	]);
	const base = `/${lang}/${params.space}/consultations/${params.slug}`;
	return {
		head,
		base,
		filter,
		meter,
		themes,
		answers,
		agencies,
		versions,
		next,
		closed,
		at: head.at,
		setsReports
	};
}
