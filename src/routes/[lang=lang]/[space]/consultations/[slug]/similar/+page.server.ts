import { error } from '@sveltejs/kit';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { textOf } from '#domain/consultation/text.server.ts';
import { isTongue } from '#domain/contribution/languages.ts';
import { placeOf, placePath, type Place } from '#domain/contribution/place.ts';
import { nearlyTheSame, similarTo } from '#domain/contribution/similar.server.ts';
import {
	announced,
	consultationId,
	numbersIn,
	unitIn,
	type Announced
} from '#domain/contribution/spot.server.ts';
import type { Database } from '#domain/database.server.ts';
import { isAct, proposalOf, type Asked, type Subject } from '#domain/suggestion/suggestion.ts';
import { allow } from '#platform/limits.server.ts';
import { textFrame } from '#ui/text-frame.ts';
import type { PageServerLoad } from './$types';

/** What was said already that is like some words: public, standing, never one's own. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, viewer, space, lang } = locals;
	await allow(locals, 'similar');
	const place = placeOf(url.searchParams.get('on'));
	const words = url.searchParams.get('words') ?? '';
	const spoken = url.searchParams.get('in') ?? lang;
	if (!place || words.length > 10_000 || !isTongue(spoken)) error(400);
	const id = await consultationId(db, space.id, params.slug);
	const wanted = { asked: url.searchParams.get('text'), own: lang };
	const found = id ? await announced(db, id, wanted) : undefined;
	const unit = found && unitIn(found.text, place);
	if (!found || unit === undefined) error(404);
	const { head, text } = found;
	const act = url.searchParams.get('act');
	const similar = isAct(act)
		? await nearTo(db, viewer, head, place, { act, words, basedOn: null })
		: await similarTo(db, viewer, {
				...{ consultationId: head.id, unitId: unit?.unitId ?? null, lang: spoken },
				body: words
			});
	const home = `/${lang}/${params.space}`;
	const base = `${home}/consultations/${params.slug}`;
	return {
		title: head.title,
		similar,
		back: `${base}/${placePath(place)}`,
		frame: {
			...{ home, base, numbers: numbersIn(text), at: head.at },
			text: textFrame(head, text, lang, locals.house.config.translation !== null)
		}
	};
};

/** Suggestions like one that is being written; none while it is not one yet. */
async function nearTo(
	db: Database,
	viewer: Viewer | null,
	head: Announced,
	place: Place,
	asked: Asked
) {
	const text = await textOf(db, head.versionId);
	const unit = place.kind === 'unit' && text.units.find(({ number }) => number === place.number);
	const outcome = unit && proposalOf(asked, unit as unknown as Subject);
	if (!unit || !outcome || !outcome.ok) return [];
	const { proposal } = outcome;
	return nearlyTheSame(db, viewer, { consultationId: head.id, unit, proposal });
}
