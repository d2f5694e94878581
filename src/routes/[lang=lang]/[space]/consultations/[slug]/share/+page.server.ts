import { error } from '@sveltejs/kit';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { shortOf } from '#domain/consultation/short.ts';
import { idOf } from '#domain/consultation/store.server.ts';
import { placePath, placeOf, placeWord } from '#domain/contribution/place.ts';
import { announced, unitIn } from '#domain/contribution/spot.server.ts';
import { keepAtMost, keepPage } from '#platform/web/keep.server.ts';
import { shortAddress, codeAddress } from '#ui/share/addresses.ts';
import type { PageServerLoad } from './$types';

/** Ways to take a consultation, or the place of it that `on=` names, elsewhere. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, space, lang } = locals;
	const word = url.searchParams.get('on');
	const place = word === null ? null : placeOf(word);
	if (word !== null && !place) error(404);
	const id = await idOf(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id);
	const found = await announced(db, id, { asked: null, own: lang });
	const unit = found && place ? unitIn(found.text, place) : null;
	if (!found || unit === undefined) error(404);

	const { head } = found;
	keepAtMost(locals, secondsToNextState(head, head.at));
	const code = unit ? shortOf('unit', unit.unitId) : shortOf('consultation', id);
	return {
		head: { id, title: head.title, language: head.language, tongues: head.tongues },
		unit: unit && { number: unit.number, plain: unit.plain },
		on: unit && place ? placeWord(place) : null,
		path: unit && place ? `/${placePath(place)}` : '',
		short: locals.house.config.origin + shortAddress(code),
		codeFile: codeAddress(code)
	};
};
