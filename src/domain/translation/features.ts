/** What of a unit is the same in every language: its kind and shape, its numbers and names, about how long it is. */

import { notes, plain, type Kind, type Listing, type Unit } from '../text/unit.ts';

export type Features = {
	kind: Kind;
	level: number;
	/** Items of a list, rows of a table, paragraphs of a quote. */
	parts: number;
	columns: number;
	notes: number;
	length: number;
	numbers: readonly string[];
	names: ReadonlySet<string>;
};

export function featuresOf(unit: Unit): Features {
	const text = plain(unit);
	return {
		kind: unit.kind,
		level: unit.kind === 'heading' ? unit.level : 0,
		parts: partsOf(unit),
		columns: unit.kind === 'table' ? (unit.body.rows[0]?.length ?? 0) : 0,
		notes: notes(unit).length,
		length: text.length,
		numbers: numbersIn(text),
		names: namesIn(text)
	};
}

function partsOf(unit: Unit): number {
	if (unit.kind === 'list') return itemsOf(unit.body);
	if (unit.kind === 'table') return unit.body.head.length + unit.body.rows.length;
	return unit.kind === 'quote' ? unit.body.paragraphs.length : 0;
}

const itemsOf = ({ items }: Listing): number =>
	items.reduce(
		(all, { parts }) =>
			all + 1 + parts.reduce((below, part) => below + ('list' in part ? itemsOf(part.list) : 0), 0),
		0
	);

const zeros = [0x660, 0x6f0, 0x966, 0x9e6];

/** Digits of other scripts in ours. */
const inLatin = (text: string) =>
	text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/g, (digit) => {
		const code = digit.charCodeAt(0);
		return String(code - (zeros.find((zero) => code >= zero && code < zero + 10) ?? code));
	});

/** Numbers written in digits, sorted: 120,000 and 120.000 and 120 000 are one. */
export function numbersIn(text: string): string[] {
	const grouped = /\d{1,3}(?:[.,'’\u00a0\u202f \u066c]\d{3})+(?!\d)|\d+/g;
	return (inLatin(text).match(grouped) ?? []).map((one) => one.replace(/\D/g, '')).sort();
}

/** Words that are likely names: with a capital inside a sentence, or marked by digits and letters together. */
function namesIn(text: string): ReadonlySet<string> {
	const found = text.match(/(?<=[\p{Ll},;:’'] )\p{Lu}[\p{L}-]{3,}|\b[A-Z]+\d+\b/gu) ?? [];
	return new Set(found.map((name) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()));
}
