/** A text in another language while staff align it: its pieces in order, each beside the unit it translates. Pure. */

import type { TextField } from '../consultation/details.ts';
import type { Unit } from '../text/unit.ts';
import { differences, type Difference } from './differences.ts';

/** `to` is the key of the unit it stands for; an excluded piece stays in the draft, and out of what is published. */
export type Piece = { unit: Unit; to: string | null; excluded: boolean };

/** The consultation's own words that are shown to readers, beside dates and addresses. */
export const wordFields = [
	'title',
	'subtitle',
	'description',
	'feedsInto',
	'responsible',
	'otherChannels',
	'furtherInfo'
] as const satisfies readonly TextField[];
export type WordField = (typeof wordFields)[number];
export type Words = Partial<Record<WordField, string>>;

export type Content = { words: Words; pieces: Piece[] };
export const nothing: Content = { words: {}, pieces: [] };

/** A unit of the text that is translated: `key` stays the same while its words do, before and after it is published. */
export type Original = { key: string; unit: Unit; number: number | null };

export const base = (lang: string) => lang.split('-')[0]?.toLowerCase() ?? '';

/** Written in that language already: it needs no translation and gets none. */
export const isNative = ({ unit }: Pick<Original, 'unit'>, lang: string) =>
	base(unit.lang) === base(lang);

/** One line of the two texts side by side. */
export type Row = {
	original: Original | null;
	native: boolean;
	/** Where the piece stands among the pieces. */
	at: number | null;
	piece: Piece | null;
	differences: Difference[];
};

/** Both texts side by side: in the order of the original, with what has no original behind what it followed. */
export function rowsOf(originals: readonly Original[], pieces: readonly Piece[], lang: string) {
	const places = new Map(originals.map(({ key }, at) => [key, at]));
	const standing = new Map<number, number>();
	const loose = new Map<number, number[]>();
	let behind = -1;
	for (const [at, { to }] of pieces.entries()) {
		const place = to === null ? undefined : places.get(to);
		if (place === undefined) loose.set(behind, [...(loose.get(behind) ?? []), at]);
		else standing.set((behind = place), at);
	}
	const extra = (at: number): Row[] =>
		(loose.get(at) ?? []).map((one) => rowOf(null, pieces, one, lang));
	return [
		...extra(-1),
		...originals.flatMap((original, at) => [
			rowOf(original, pieces, standing.get(at) ?? null, lang),
			...extra(at)
		])
	];
}

function rowOf(
	original: Original | null,
	pieces: readonly Piece[],
	at: number | null,
	lang: string
): Row {
	const piece = (at === null ? undefined : pieces[at]) ?? null;
	const compared = original && piece ? differences(original.unit, piece.unit) : [];
	return {
		original,
		native: original !== null && isNative(original, lang),
		at,
		piece,
		differences: compared
	};
}

/** How far aligning is. */
export type Progress = {
	aligned: number;
	/** Units of the text that need words in this language. */
	of: number;
	/** Pieces that stand for no unit and were not excluded. */
	extra: number;
	/** Pieces of another kind than their unit. */
	unlike: number;
};

export function progressOf(rows: readonly Row[]): Progress {
	const wanted = rows.filter(({ original, native }) => original && !native);
	const stands = ({ piece }: Row) => piece !== null && !piece.excluded;
	return {
		aligned: wanted.filter(stands).length,
		of: wanted.length,
		extra: rows.filter((row) => !row.original && stands(row)).length,
		unlike: wanted.filter((row) => stands(row) && isUnlike(row)).length
	};
}

export const isUnlike = (row: Row) => row.differences.some(({ code }) => code === 'kind');

/** What a person aligning should look at. */
export const needsLook = (row: Row) =>
	row.original === null
		? row.piece !== null && !row.piece.excluded
		: !row.native && (row.piece === null || row.differences.length > 0);
