/** What every page about the next version begins with. */

import { redirect } from '@sveltejs/kit';
import { plain, type Unit } from '#domain/text/unit.ts';
import type { Entry } from '#domain/version/apply.ts';
import { draftOf, type NextVersion } from '#domain/version/draft.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { found } from '../found.server.ts';

type Asked = Parameters<typeof found>[0] & { request: Request };

/**
 * The draft; without one, or where none may be changed just now, the list of versions is the place to be. What was
 * sent meanwhile is not answered by another page: its words are handed back (null).
 */
export async function drafted(event: Asked) {
	const { row, at, state } = await found(event);
	const { db, lang, space } = event.locals;
	const list = `/${lang}/${space.slug}/work/consultations/${row.slug}/versions`;
	const next = await draftOf(db, row.id);
	if (next && possibleIn('version.draft', state)) return { row, at, state, next, list };
	if (event.request.method === 'POST') return null;
	redirect(303, list);
}

/** Why what was sent could not be done any more. */
export const over = { code: 'version_over' as const };

/** Numbers in order for what can be voted on. */
export function numbersOf(entries: readonly Entry[], first: number): (number | null)[] {
	let next = first;
	return entries.map(({ unit }) => (unit.kind === 'heading' ? null : next++));
}

/** How a unit is called in the draft: by its number, or by the place it has among all. */
export function placeOf(next: NextVersion, unitId: string, first: number) {
	const at = next.draft.entries.findIndex((entry) => entry.unitId === unitId);
	return { at, number: numbersOf(next.draft.entries, first)[at] ?? null };
}

export const perPage = 40;

/** The address of a unit among the others, on the page it is on. */
export const unitHref = (list: string, at: number, unitId: string) =>
	`${list}?page=${Math.floor(Math.max(0, at) / perPage) + 1}#u-${unitId.slice(-12)}`;

/** What an unnumbered unit is called by: the beginning of its words. */
export const headingOf = (unit: Unit | null) =>
	unit ? [...plain(unit).replaceAll('\n', ' ')].slice(0, 60).join('') : '';
