import { error } from '@sveltejs/kit';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { reading } from '#domain/consultation/reading.server.ts';
import { idOf } from '#domain/consultation/store.server.ts';
import { secondsToNextWord } from '#domain/consultation/time-left.ts';
import { languagesOf } from '#domain/translation/tongue.ts';
import { paceOf } from '#domain/notifications/follow.server.ts';
import { keepAtMost, keepPage, keepTexts } from '#platform/web/keep.server.ts';
import { countedIn } from '#ui/counted.ts';
import { textFrame } from '#ui/text-frame.ts';
import { unitsMarkup } from '#ui/unit-markup.server.ts';
import { unsent } from '#platform/web/unsent.ts';
import type { PageServerLoad } from './$types';

/** The reading page: kept for readers until something on it changes, made anew for whoever is signed in. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, space, viewer } = locals;
	const id = await idOf(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id);

	const spokenFor = viewer?.organisations.filter((one) => one.spaceId === space.id) ?? [];
	const voter = spokenFor.find(({ slug }) => slug === url.searchParams.get('as')) ?? null;
	const wanted = { asked: url.searchParams.get('text'), own: locals.lang };
	const read = await reading(db, id, voter?.id ?? viewer?.id ?? null, wanted);
	if (!read?.head.versionId) error(404);

	const { head } = read;
	keepTexts(locals, languagesOf(head));
	keepAtMost(locals, secondsToNextState(head, head.at));
	keepAtMost(
		locals,
		secondsToNextWord(
			space.timeZone,
			head.at,
			head.state === 'ANNOUNCED' ? head.opensAt : head.closesAt
		)
	);
	const frame = {
		say: countedIn(locals.lang),
		base: `/${locals.lang}/${params.space}/consultations/${params.slug}`,
		zone: space.timeZone,
		open: head.state === 'OPEN',
		voter,
		text: textFrame(head, read.text, locals.lang, locals.house.config.translation !== null)
	};
	const pace = viewer
		? await paceOf(db, viewer.id, { target: 'consultation', targetId: id })
		: null;
	const units = unitsMarkup(read.head.versionId, read.units, frame);
	return { shown: unsent({ reading: read, units, voter, spokenFor, text: frame.text, pace }) };
};
