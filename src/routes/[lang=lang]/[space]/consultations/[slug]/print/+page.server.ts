import { error } from '@sveltejs/kit';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { remarksByPlace } from '#domain/consultation/public-remarks.server.ts';
import { reading } from '#domain/consultation/reading.server.ts';
import { shortOf } from '#domain/consultation/short.ts';
import { idOf } from '#domain/consultation/store.server.ts';
import { languagesOf } from '#domain/translation/tongue.ts';
import { keepAtMost, keepPage, keepTexts } from '#platform/web/keep.server.ts';
import { unsent } from '#platform/web/unsent.ts';
import { shortAddress } from '#ui/share/addresses.ts';
import type { PageServerLoad } from './$types';

/** Remarks printed of one place, and of all places together. */
const perPlace = 50;
const most = 2000;

/** The whole text with every tally and, of each place, the remarks that fit on paper. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, space } = locals;
	const id = await idOf(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id);
	const [read, remarks] = await Promise.all([
		reading(db, id, null, { asked: url.searchParams.get('text'), own: locals.lang }),
		remarksByPlace(db, id, perPlace, most)
	]);
	if (!read) error(404);
	keepTexts(locals, languagesOf(read.head));
	keepAtMost(locals, secondsToNextState(read.head, read.head.at));
	const short = locals.house.config.origin + shortAddress(shortOf('consultation', id));
	return { short, shown: unsent({ reading: read, remarks }) };
};
