import { error, redirect } from '@sveltejs/kit';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { secondsToNextWord } from '#domain/consultation/time-left.ts';
import type { Database } from '#domain/database.server.ts';
import { placeOfPublic } from '#domain/contribution/latest.server.ts';
import { placeOf } from '#domain/contribution/place.ts';
import { announced, unitIn } from '#domain/contribution/spot.server.ts';
import { nameIn, ofConsultation } from '#domain/space/store.server.ts';
import { allow } from '#platform/limits.server.ts';
import { keepAtMost, isAge, keepPage } from '#platform/web/keep.server.ts';
import { cardOf, type On } from '#ui/card/card.ts';
import { pictures } from '#ui/card/pictures.server.ts';
import { placeName } from '#ui/share/place.ts';
import { wordsIn, type Words } from '#ui/words.ts';
import type { RequestHandler } from './$types';

type Found = NonNullable<Awaited<ReturnType<typeof announced>>>;

/** The picture of a link preview, drawn by us and kept until the consultation changes or the day ends. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, lang } = locals;
	if (!isAge(url.search)) redirect(308, url.pathname);
	await allow(locals, 'share');
	keepPage(locals, params.id, { paged: true });
	const [found, space] = await Promise.all([
		announced(db, params.id, { asked: null, own: lang }),
		ofConsultation(db, params.id)
	]);
	if (!found || !space) error(404);
	const say = wordsIn(lang);
	const on = await whatOf(db, say, found, params.on);
	if (!on) error(404);

	const { head } = found;
	keepAtMost(locals, secondsToNextState(head, head.at));
	keepAtMost(locals, secondsToNextWord(space.timeZone, head.at, null));
	const place = { name: nameIn(space, lang), zone: space.timeZone };
	const picture = await pictures.of(cardOf(say, head, place, on));
	if (!picture) {
		locals.retryAfter = 5;
		error(429);
	}
	return new Response(new Uint8Array(picture), {
		headers: { 'content-type': 'image/png', 'cross-origin-resource-policy': 'cross-origin' }
	});
};

/** What a picture is of; null for what is not there to be seen. Nobody's words but the text's are in it. */
async function whatOf(db: Database, say: Words, found: Found, word: string): Promise<On | null> {
	if (word.startsWith('C-')) {
		const said = await placeOfPublic(db, found.head.id, word);
		if (!said) return null;
		const unit = said.unitId === null ? null : (found.text.byId.get(said.unitId) ?? null);
		const facts = { place: placeName(say, unit).slice(0, 60), reference: word };
		return { kind: 'contribution', label: say.t('share.card.contribution', facts) };
	}
	const place = placeOf(word);
	const unit = place && unitIn(found.text, place);
	if (unit === null && place) return { kind: 'consultation' };
	if (!unit) return null;
	const { plain: words, lang, dir } = unit;
	return { kind: 'unit', name: unit.number === null ? '' : placeName(say, unit), words, lang, dir };
}
