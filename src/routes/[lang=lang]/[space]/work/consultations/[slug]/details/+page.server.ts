import { error, redirect } from '@sveltejs/kit';
import {
	dateFields,
	faults,
	seenAs,
	textFields,
	tidied,
	type DateField,
	type Details
} from '#domain/consultation/details.ts';
import { movedTo, wallIn, type Wall } from '#domain/consultation/moments.ts';
import { detailsOf, setDetails } from '#domain/consultation/set-details.server.ts';
import { isTongue, tongues as allTongues } from '#domain/contribution/languages.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { refuse } from '../../../refuse.server.ts';
import { found } from '../found.server.ts';
import { tonguesFor, tongueSent } from '../tongues.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Obstacle = { code: string } & Record<string, unknown>;

/** The details as fields: texts as they are, moments as the space's clocks show them. */
export const load: PageServerLoad = async (event) => {
	const { row } = await found(event);
	const { space, lang } = event.locals;
	const details = detailsOf(row);
	const shown: Record<string, string> = { slug: row.slug, language: row.language };
	for (const field of textFields) shown[field] = details[field];
	for (const field of dateFields) {
		const at = details[field];
		const wall = at ? wallIn(space.timeZone, at) : { date: '', time: '' };
		shown[`${field}.date`] = wall.date;
		shown[`${field}.time`] = wall.time;
	}
	return {
		shown,
		seen: seenAs(details),
		saved: event.url.searchParams.has('saved'),
		allTongues: [...new Set([...allTongues, row.language])],
		...tonguesFor(space, lang, row.language)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const sent = await fieldsOf(event.request);
		const read = readDetails(sent, detailsOf(row), space.timeZone);
		if ('obstacle' in read) return refuse(read.obstacle, sent);
		const done = await setDetails(db, viewer, row.id, {
			details: read,
			seen: sent.seen ?? '',
			reason: sent.reason ?? '',
			lang: tongueSent(space, sent.lang, row.language)
		});
		if (!done.ok) return refuse(done.obstacle, sent);
		redirect(303, `/${lang}/${space.slug}/work/consultations/${done.slug}/details?saved`);
	}
};

/** What the fields say, or all that is wrong with them; a field that was not sent stays as stored. */
function readDetails(sent: Record<string, string>, stored: Details, zone: string) {
	const details = { ...stored };
	for (const field of [...textFields, 'slug'] as const)
		details[field] = sent[field] ?? stored[field];
	const wrong: Obstacle[] = [];
	// The form offers only languages; what is none would break every page that names it.
	details.language = isTongue(sent.language) ? sent.language : stored.language;
	for (const field of dateFields) {
		const wall = wallOf(sent, field, stored[field] && wallIn(zone, stored[field]));
		if (!wall) continue;
		if (!wall.date && !wall.time) {
			details[field] = null;
			continue;
		}
		const moved = movedTo(zone, wall, stored[field], field === 'opensAt' ? 'earlier' : 'later');
		if (moved.ok) details[field] = moved.at;
		else wrong.push({ ...moved.obstacle, field });
	}
	if (!wrong.length) return details;
	const inText = faults(tidied(details)).filter(
		({ field }) => !dateFields.some((date) => date === field)
	);
	return { obstacle: { code: 'several', all: [{ code: 'invalid', faults: inText }, ...wrong] } };
}

/** The fields of a moment; where only the day is asked for, its last minute is meant. */
function wallOf(sent: Record<string, string>, field: DateField, stored: Wall | null): Wall | null {
	const date = sent[`${field}.date`];
	if (date === undefined) return null;
	const time = sent[`${field}.time`];
	if (time !== undefined) return { date, time };
	if (!date) return { date, time: '' };
	return { date, time: stored?.date === date ? stored.time : '23:59' };
}
