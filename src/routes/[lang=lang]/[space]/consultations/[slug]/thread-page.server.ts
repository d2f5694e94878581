/** What the three pages of threads load: of a unit, a section, the whole text. */

import { error } from '@sveltejs/kit';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { secondsToNextWord } from '#domain/consultation/time-left.ts';
import type { ThreadData } from '#domain/contribution/page.ts';
import { placeWord, type Place } from '#domain/contribution/place.ts';
import { announced, consultationId, numbersIn, unitIn } from '#domain/contribution/spot.server.ts';
import { textOf } from '#domain/consultation/text.server.ts';
import { noSuggestions, suggestionsOn } from '#domain/contribution/suggestions.server.ts';
import { thread } from '#domain/contribution/thread.server.ts';
import { askedOf, lastPage } from '#domain/contribution/thread.ts';
import { paceOf } from '#domain/notifications/follow.server.ts';
import { quoteAt } from '#domain/text/anchor/quote.ts';
import { readingOf } from '#domain/text/anchor/reading.ts';
import { goneWithRemarks } from '#domain/version/gone.server.ts';
import { bodiesOn } from '#domain/voting/store.server.ts';
import { languagesOf } from '#domain/translation/tongue.ts';
import { textFrame } from '#ui/text-frame.ts';
import { keepAtMost, keepPage, keepTexts } from '#platform/web/keep.server.ts';

type Asking = { locals: App.Locals; params: { space: string; slug: string }; url: URL };

/** Kept for readers until something is said; made anew for whoever is signed in. */
export async function threadPage(
	{ locals, params, url }: Asking,
	place: Place
): Promise<ThreadData> {
	const { db, viewer, space, lang } = locals;
	const asked = askedOf(url.searchParams);
	if (!asked) error(400);
	const id = await consultationId(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id, { paged: true });

	const found = await announced(db, id, { asked: url.searchParams.get('text'), own: lang });
	const unit = found && unitIn(found.text, place);
	if (!found || unit === undefined) error(404);
	const { head, text } = found;
	keepTexts(locals, languagesOf(head));
	if (asked.quote && !unit) error(404);
	const { quote } = asked;
	const read = unit && quote && quote !== 'any' && quote.lang === unit.lang ? quote : null;
	const chosen = unit && read && quoteAt(readingOf(unit), read.start, read.end, read.lang);
	const spot = { consultationId: id, spaceId: space.id, unitId: unit?.unitId ?? null };
	// Wording is suggested for the original, whatever language one reads it in.
	const original = unit && (await textOf(db, head.versionId)).byId.get(unit.unitId);
	const suggesting = original?.number != null && !asked.quote && asked.page === 1;
	const nth = Number(/^[1-9]\d{0,2}$/.exec(url.searchParams.get('suggestions') ?? '1')?.[0] ?? 1);
	const [said, suggestions, bodies, pace, earlier] = await Promise.all([
		thread(db, viewer, spot, asked),
		suggesting ? suggestionsOn(db, viewer, { ...spot, unit: original }, nth) : noSuggestions,
		unit?.number == null ? [] : bodiesOn(db, unit.unitId),
		viewer && unit ? paceOf(db, viewer.id, { target: 'unit', targetId: unit.unitId }) : null,
		asked.page === 1 && !asked.quote && (head.version ?? 1) > 1
			? goneWithRemarks(db, { consultationId: id, versionId: head.versionId }, unit?.unitId ?? null)
			: []
	]);
	if (asked.page > lastPage(said.roots)) error(404);
	keepAtMost(locals, secondsToNextState(head, head.at));
	const until = head.state === 'ANNOUNCED' ? head.opensAt : head.closesAt;
	keepAtMost(locals, secondsToNextWord(space.timeZone, head.at, until));

	const home = `/${lang}/${params.space}`;
	const numbers = numbersIn(text);
	const at = (number: number) => (text.units.some((one) => one.number === number) ? number : null);
	return {
		head,
		unit,
		neighbours: {
			before: unit?.number == null ? null : at(unit.number - 1),
			after: unit?.number == null ? null : at(unit.number + 1)
		},
		bodies,
		pace,
		thread: said,
		earlier,
		suggestions,
		asked,
		chosen: chosen?.ok ? chosen.quote : null,
		frame: {
			home,
			base: `${home}/consultations/${params.slug}`,
			on: placeWord(place),
			numbers,
			text: textFrame(head, text, lang, locals.house.config.translation !== null),
			state: head.state,
			at: head.at,
			zone: space.timeZone,
			viewer: viewer && {
				id: viewer.id,
				organisations: viewer.organisations.filter((one) => one.spaceId === space.id)
			}
		}
	};
}
