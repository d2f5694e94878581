/** A quote: chosen words of a unit and their place in its reading text, never guessed. Pure. */

import { collapse } from '../characters.ts';

/** Words with 32 characters on either side and their place, counted in code points. */
export type Quote = {
	exact: string;
	prefix: string;
	suffix: string;
	start: number;
	end: number;
	/** The language of the text they were chosen in. */
	lang: string;
};

/** What someone says they chose: the words, and as much of their place as is known. */
export type Chosen = Pick<Quote, 'exact' | 'prefix' | 'suffix' | 'lang'> & {
	start: number | null;
	end: number | null;
};

export const around = 32;
export const longest = 1000;
/** Places shown to choose from; more than these are asked about with more words. */
export const mostPlaces = 12;

/** What is far too long is refused unread. */
const unread = 50_000;

export type Unquoted =
	| { code: 'quote_empty' }
	| { code: 'quote_too_long'; length: number; limit: number }
	| { code: 'quote_inside' }
	| { code: 'quote_not_there' }
	| { code: 'quote_several'; count: number; places: Quote[] };

export type Quoted = { ok: true; quote: Quote } | { ok: false; obstacle: Unquoted };

/** The chosen words where they stand in a reading text, or why that cannot be said for sure. */
export function quoteIn(text: string, chosen: Chosen): Quoted {
	if (/\p{Cs}/u.test(chosen.exact)) return refused({ code: 'quote_inside' });
	if (chosen.exact.length > unread) return tooLong(chosen.exact.length);
	const exact = collapse(chosen.exact);
	if (!exact) return refused({ code: 'quote_empty' });
	const { length } = [...exact];
	if (length > longest) return tooLong(length);

	const points = [...text];
	const claimed = trimmed(points, chosen.start, chosen.end);
	const whole = wholeIn(text);
	if (claimed && one(points.slice(...claimed).join('')) === exact) {
		if (!whole(claimed)) return refused({ code: 'quote_inside' });
		return { ok: true, quote: quoteOf(points, claimed, chosen.lang) };
	}
	const found = placesOf(points, exact);
	const stands = found.filter(whole);
	if (stands.length === 0)
		return refused({ code: found.length > 0 ? 'quote_inside' : 'quote_not_there' });
	const places = stands.map((place) => quoteOf(points, place, chosen.lang));
	const fitting = places.length > 1 ? places.filter((place) => fits(place, chosen)) : places;
	const [only] = fitting;
	if (only && fitting.length === 1) return { ok: true, quote: only };
	const count = places.length;
	return refused({ code: 'quote_several', count, places: places.slice(0, mostPlaces) });
}

/** The words between two places of a reading text. */
export function quoteAt(text: string, start: number, end: number, lang: string): Quoted {
	const points = [...text];
	const place = trimmed(points, start, end);
	if (!place) return refused({ code: 'quote_not_there' });
	const length = place[1] - place[0];
	if (length > longest) return tooLong(length);
	if (!wholeIn(text)(place)) return refused({ code: 'quote_inside' });
	return { ok: true, quote: quoteOf(points, place, lang) };
}

type Place = [start: number, end: number];

const refused = (obstacle: Unquoted): Quoted => ({ ok: false, obstacle });
const tooLong = (length: number) => refused({ code: 'quote_too_long', length, limit: longest });

/** On one line: a line end, a tab and a blank are the same to whoever copies a text. */
const one = (text: string) => text.replace(/\s+/g, ' ').trim();

const quoteOf = (points: string[], [start, end]: Place, lang: string): Quote => ({
	exact: points.slice(start, end).join(''),
	prefix: points.slice(Math.max(0, start - around), start).join(''),
	suffix: points.slice(end, end + around).join(''),
	...{ start, end, lang }
});

/** A claimed place without blanks at its ends; null when the text has no such place. */
function trimmed(points: string[], start: number | null, end: number | null): Place | null {
	if (start === null || end === null) return null;
	if (!Number.isInteger(start) || !Number.isInteger(end)) return null;
	if (start < 0 || end > points.length) return null;
	let [from, to] = [start, end];
	const isBlank = (at: number) => /^\s$/.test(points[at] ?? '');
	while (from < to && isBlank(from)) from += 1;
	while (to > from && isBlank(to - 1)) to -= 1;
	return from < to ? [from, to] : null;
}

/** Whether a place begins and ends between characters as people see them. */
function wholeIn(text: string) {
	const edges = new Set([0]);
	let at = 0;
	for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text))
		edges.add((at += [...segment].length));
	return ([start, end]: Place) => edges.has(start) && edges.has(end);
}

/** Every place where the words stand, whatever blanks are between them. */
function placesOf(points: string[], exact: string): Place[] {
	let flat = '';
	const origin: number[] = [];
	for (const [at, point] of points.entries()) {
		const said = /\s/.test(point) ? (flat.endsWith(' ') ? '' : ' ') : point;
		flat += said;
		for (let unit = 0; unit < said.length; unit++) origin.push(at);
	}
	const places: Place[] = [];
	for (let at = flat.indexOf(exact); at >= 0; at = flat.indexOf(exact, at + 1))
		places.push([origin[at] ?? 0, (origin[at + exact.length - 1] ?? 0) + 1]);
	return places;
}

/** Whether the words around a place are those that were around the chosen ones. */
const fits = (place: Quote, { prefix, suffix }: Chosen) =>
	prefix + suffix !== '' &&
	collapse(place.prefix) === collapse(prefix) &&
	collapse(place.suffix) === collapse(suffix);
