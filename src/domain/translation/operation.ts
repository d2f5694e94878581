/** What staff do to a text in another language in one step, and doing it. Pure. */

import { clean, collapse } from '../text/characters.ts';
import { longest, type Fault } from '../consultation/details.ts';
import { join } from '../text/join.ts';
import { leaves, withLeaves } from '../text/leaves.ts';
import { retyped, type Target } from '../text/retype.ts';
import type { Kind, Unit } from '../text/unit.ts';
import { align } from './align.ts';
import { wordFields, type Content, type Original, type Piece, type Words } from './content.ts';
import { featuresOf } from './features.ts';

/** `at` is the position of a piece, from 0; `to` the key of a unit. */
export type Operation =
	| { op: 'align' }
	| { op: 'link'; at: number; to: string }
	| { op: 'unlink' | 'exclude' | 'include' | 'merge' | 'retype'; at: number }
	/** Moves a piece to the next or previous unit, and those in its way with it, as far as the next gap. */
	| { op: 'down' | 'up'; at: number }
	| { op: 'reword'; at: number; text: string }
	/** Words for a unit that the document did not have. */
	| { op: 'write'; to: string; text: string }
	| { op: 'words'; words: Words };

export type OperationObstacle =
	| { code: 'piece_not_found' }
	| { code: 'unit_gone' }
	| { code: 'nothing_before' }
	| { code: 'cannot_merge'; into: Kind; from: Kind }
	| { code: 'cannot_retype'; from: Kind; to: Kind }
	| { code: 'lines_differ'; lines: number; limit: number }
	| { code: 'text_too_long'; length: number; limit: number }
	| { code: 'empty_text' }
	| { code: 'invalid'; faults: Fault[] };

export type Applied = { ok: true; content: Content } | { ok: false; obstacle: OperationObstacle };

const no = (obstacle: OperationObstacle): Applied => ({ ok: false, obstacle });

/** The longest words of one unit. */
export const longestText = 20_000;

export function apply(
	content: Content,
	originals: readonly Original[],
	operation: Operation,
	lang: string
): Applied {
	const { pieces } = content;
	if (operation.op === 'words') return withWords(content, operation.words);
	if (operation.op === 'align') return done(content, aligned(originals, pieces));
	if (operation.op === 'write') return write(content, originals, operation, lang);
	const piece = pieces[operation.at];
	if (!piece) return no({ code: 'piece_not_found' });
	const original = originals.find(({ key }) => key === piece.to);
	const put = (changed: Partial<Piece>) =>
		done(content, pieces.with(operation.at, { ...piece, ...changed }));
	switch (operation.op) {
		case 'link':
			return link(content, originals, operation);
		case 'unlink':
			return put({ to: null });
		case 'exclude':
			return put({ excluded: true, to: null });
		case 'include':
			return put({ excluded: false });
		case 'down':
		case 'up':
			return push(content, originals, operation);
		case 'merge':
			return merge(content, operation.at);
		case 'retype': {
			if (!original) return no({ code: 'unit_gone' });
			const unit = retyped(piece.unit, targetOf(original.unit));
			const kinds = { from: piece.unit.kind, to: original.unit.kind };
			return unit ? put({ unit }) : no({ code: 'cannot_retype', ...kinds });
		}
		case 'reword': {
			const unit = reworded(piece.unit, operation.text);
			return 'code' in unit ? no(unit) : put({ unit });
		}
	}
}

const done = (content: Content, pieces: Piece[]): Applied => ({
	ok: true,
	content: { ...content, pieces }
});

/** A new document in place of the pieces, laid beside the units. */
export const imported = (
	content: Content,
	originals: readonly Original[],
	units: readonly Unit[]
): Content => ({
	...content,
	pieces: aligned(
		originals,
		units.map((unit) => ({ unit, to: null, excluded: false }))
	)
});

function aligned(originals: readonly Original[], pieces: readonly Piece[]): Piece[] {
	const shown = pieces.filter(({ excluded }) => !excluded);
	const found = align(
		originals.map(({ unit }) => featuresOf(unit)),
		shown.map(({ unit }) => featuresOf(unit))
	);
	const places = new Map(shown.map((piece, at) => [piece, found[at] ?? null]));
	return pieces.map((piece) => {
		const place = places.get(piece) ?? null;
		return { ...piece, to: place === null ? null : (originals[place]?.key ?? null) };
	});
}

/** The piece stands for that unit alone from now on. */
function link(
	content: Content,
	originals: readonly Original[],
	{ at, to }: { at: number; to: string }
): Applied {
	if (!originals.some(({ key }) => key === to)) return no({ code: 'unit_gone' });
	const pieces = content.pieces.map((piece, index) =>
		index === at
			? { ...piece, to, excluded: false }
			: piece.to === to
				? { ...piece, to: null }
				: piece
	);
	return done(content, pieces);
}

function push(
	content: Content,
	originals: readonly Original[],
	{ at, op }: { at: number; op: 'down' | 'up' }
): Applied {
	const step = op === 'down' ? 1 : -1;
	const place = originals.findIndex(({ key }) => key === content.pieces[at]?.to);
	if (place < 0) return no({ code: 'unit_gone' });
	const pieces = [...content.pieces];
	const holder = new Map(pieces.flatMap(({ to }, index) => (to === null ? [] : [[to, index]])));
	let moving: number | undefined = at;
	for (let next = place + step; moving !== undefined; next += step) {
		const to = originals[next]?.key ?? null;
		const piece: Piece | undefined = pieces[moving];
		if (piece) pieces[moving] = { ...piece, to };
		moving = to === null ? undefined : holder.get(to);
	}
	return done(content, pieces);
}

function merge(content: Content, at: number): Applied {
	const { pieces } = content;
	const [before, piece] = [pieces[at - 1], pieces[at]];
	if (!before || !piece) return no({ code: 'nothing_before' });
	const unit = join(before.unit, piece.unit);
	if (!unit) return no({ code: 'cannot_merge', into: before.unit.kind, from: piece.unit.kind });
	return done(content, pieces.toSpliced(at - 1, 2, { ...before, unit, to: before.to ?? piece.to }));
}

const targetOf = (unit: Unit): Target =>
	unit.kind === 'heading'
		? { kind: 'heading', level: unit.level }
		: unit.kind === 'list'
			? { kind: 'list', marker: unit.body.marker }
			: { kind: unit.kind as 'paragraph' | 'quote' | 'code' };

/** Lines as a person types them into one field. */
export const linesOf = (unit: Unit) => leaves(unit).join('\n');

function reworded(unit: Unit, text: string): Unit | OperationObstacle {
	const lines = clean(text).replace(/\n+$/, '').split('\n');
	// Prose has one line, however it was broken while it was typed.
	const wanted = leaves(unit).length;
	const given = wanted === 1 && unit.kind !== 'code' ? [lines.join(' ')] : padded(lines, wanted);
	if (!given.some((line) => collapse(line))) return { code: 'empty_text' };
	const { length } = [...text];
	if (length > longestText) return { code: 'text_too_long', length, limit: longestText };
	return withLeaves(unit, given) ?? { code: 'lines_differ', lines: lines.length, limit: wanted };
}

/** Lines at the end that stay empty are not sent by every browser. */
const padded = (lines: string[], wanted: number) =>
	lines.length < wanted
		? [...lines, ...Array.from({ length: wanted - lines.length }, () => '')]
		: lines;

function write(
	content: Content,
	originals: readonly Original[],
	{ to, text }: { to: string; text: string },
	lang: string
): Applied {
	const place = originals.findIndex(({ key }) => key === to);
	const original = originals[place];
	if (!original) return no({ code: 'unit_gone' });
	const unit = reworded({ ...original.unit, lang }, text);
	if ('code' in unit) return no(unit);
	const others = content.pieces.map((piece) => (piece.to === to ? { ...piece, to: null } : piece));
	const before = new Set(originals.slice(0, place).map(({ key }) => key));
	const at = others.findLastIndex((piece) => piece.to !== null && before.has(piece.to)) + 1;
	return done(content, others.toSpliced(at, 0, { unit, to, excluded: false }));
}

function withWords(content: Content, words: Words): Applied {
	const kept: Words = {};
	const faults: Fault[] = [];
	for (const field of wordFields) {
		const text = clean(words[field] ?? '').trim();
		const [length, limit] = [[...text].length, longest[field]];
		if (length > limit) faults.push({ code: 'too_long', field, length, limit });
		else if (text) kept[field] = text;
	}
	if (faults.length) return no({ code: 'invalid', faults });
	return { ok: true, content: { ...content, words: kept } };
}
