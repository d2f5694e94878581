import { error } from '@sveltejs/kit';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { reading } from '#domain/consultation/reading.server.ts';
import { idOf } from '#domain/consultation/store.server.ts';
import { secondsToNextWord } from '#domain/consultation/time-left.ts';
import { languagesOf } from '#domain/translation/tongue.ts';
import { keepAtMost, keepPage, keepTexts } from '#platform/web/keep.server.ts';
import { unsent } from '#platform/web/unsent.ts';
import { lastBlock, unitsOf } from '#ui/blocks.ts';
import { countedIn } from '#ui/counted.ts';
import { textFrame } from '#ui/text-frame.ts';
import { unitsMarkup } from '#ui/unit-markup.server.ts';
import type { PageServerLoad } from './$types';

/**
 * A part of the reading page as it stands, kept like it: what open pages fetch when they are told that something
 * changed. Thousands fetch the same few, and each is rendered once.
 */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, space, viewer, lang } = locals;
	const asked = url.searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(asked)) error(404);
	const id = await idOf(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id, { paged: true });

	const wanted = { asked: url.searchParams.get('text'), own: lang };
	const read = await reading(db, id, viewer?.id ?? null, wanted);
	const last = read && lastBlock(read.units);
	if (!read?.head.versionId || !last || Number(asked) > last) error(404);
	const { head } = read;
	keepTexts(locals, languagesOf(head));
	keepAtMost(locals, secondsToNextState(head, head.at));
	const until = head.state === 'ANNOUNCED' ? head.opensAt : head.closesAt;
	keepAtMost(locals, secondsToNextWord(space.timeZone, head.at, until));
	const frame = {
		say: countedIn(lang),
		base: `/${lang}/${params.space}/consultations/${params.slug}`,
		zone: space.timeZone,
		open: head.state === 'OPEN',
		voter: null,
		text: textFrame(head, read.text, lang, locals.house.config.translation !== null)
	};
	const block = unitsOf(read.units, Number(asked));
	const units = unitsMarkup(head.versionId, block, frame);
	return { block: Number(asked), last, shown: unsent({ reading: read, units, text: frame.text }) };
};
