/** What a suggestion changes, word by word, formatting included. Pure; the same on the server and while one types. */

import { diffArrays } from 'diff';
import type { Body, Listing, Note, Run } from '../text/unit.ts';
import { counterOf } from './spelling.ts';
import { styleOf } from './inline.ts';

export type Piece = { kind: 'same' | 'inserted' | 'deleted'; runs: Run[] };
export type Difference = {
	pieces: Piece[];
	/** Words, as the language has them. */
	inserted: number;
	deleted: number;
};

/** Beyond so many changes nobody can follow them one by one: all goes, all comes. */
const mostChanges = 600;

type Token = { run: Run; key: string; isWord: boolean };
type Part = {
	kind: Piece['kind'];
	tokens: Token[];
	/** On which side alone a blank follows: it belongs to what comes next there. */
	owes?: 'old' | 'young' | null;
};

/** From one body to another; `null` is nothing at all. */
export function differenceOf(before: Body | null, after: Body | null, lang: string): Difference {
	const [old, young] = [tokensOf(before, lang), tokensOf(after, lang)];
	const parts = calm(partsOf(old, young));
	const count = (kind: Piece['kind']) =>
		parts
			.filter((part) => part.kind === kind)
			.reduce((all, { tokens }) => all + tokens.filter(({ isWord }) => isWord).length, 0);
	return {
		pieces: parts.map(({ kind, tokens }) => ({ kind, runs: runsOf(tokens) })),
		inserted: count('inserted'),
		deleted: count('deleted')
	};
}

function partsOf(old: Token[], young: Token[]): Part[] {
	if (!old.length) return young.length ? [{ kind: 'inserted', tokens: young }] : [];
	if (!young.length) return [{ kind: 'deleted', tokens: old }];
	const found = diffArrays(old, young, {
		comparator: (a, b) => a.key === b.key,
		maxEditLength: mostChanges
	});
	if (!found) {
		return [
			{ kind: 'deleted', tokens: old },
			{ kind: 'inserted', tokens: young }
		];
	}
	let at = 0;
	let to = 0;
	return found.map(({ added, removed, value, count }) => {
		if (added) to += count;
		else if (removed) at += count;
		else {
			const [last, other] = [old[at + count - 1], young[to + count - 1]];
			const tokens = young.slice(to, to + count);
			[at, to] = [at + count, to + count];
			const owes = blankOf(last) === blankOf(other) ? null : blankOf(last) ? 'old' : 'young';
			return { kind: 'same', tokens: owes ? withoutEnd(tokens) : tokens, owes };
		}
		return { kind: added ? 'inserted' : 'deleted', tokens: value };
	});
}

const blankOf = (token: Token | undefined) => /[ \u00a0]$/.test(token?.run.text ?? '');
const blank = (): Token => ({ run: { text: ' ' }, key: '', isWord: false });

/** Changes that only a comma or a short word keeps apart are one; what goes stands before what comes. */
function calm(parts: Part[]): Part[] {
	const all: Part[] = [];
	let deleted: Token[] = [];
	let inserted: Token[] = [];
	let gap: Token[] = [];
	let owed: Part['owes'] = null;
	const settle = (atEnd = false) => {
		const side = owed === 'old' ? deleted : inserted;
		// What is only added at the end stands apart from its underline.
		if (owed && atEnd && !deleted.length) all.push({ kind: 'same', tokens: [blank()] });
		else if (owed) (side.length ? side : gap).unshift(blank());
		if (blankOf(deleted.at(-1)) && blankOf(inserted.at(-1))) {
			[deleted, inserted] = [withoutEnd(deleted), withoutEnd(inserted)];
			gap = [blank()];
		}
		if (deleted.length) all.push({ kind: 'deleted', tokens: deleted });
		if (inserted.length) all.push({ kind: 'inserted', tokens: inserted });
		[deleted, inserted] = [[], []];
	};
	for (const [at, { kind, tokens, owes }] of parts.entries()) {
		if (kind === 'deleted') deleted.push(...tokens);
		else if (kind === 'inserted') inserted.push(...tokens);
		else if (
			at > 0 &&
			at < parts.length - 1 &&
			isIsland(tokens, deleted.length + inserted.length)
		) {
			deleted.push(...tokens, ...(owes === 'old' ? [blank()] : []));
			inserted.push(...tokens, ...(owes === 'young' ? [blank()] : []));
		} else {
			settle();
			all.push({ kind, tokens: [...gap, ...tokens] });
			gap = [];
			owed = owes;
		}
	}
	settle(true);
	return all;
}

/** The same without the blank at its end: what is underlined or struck are words. */
function withoutEnd(tokens: Token[]): Token[] {
	const last = tokens.at(-1);
	if (!last) return tokens;
	const text = last.run.text.trimEnd();
	return [...tokens.slice(0, -1), { ...last, run: { ...last.run, text } }];
}

const isIsland = (tokens: Token[], changed: number) => {
	const kept = tokens.filter(({ isWord }) => isWord);
	if (tokens.some(({ run }) => run.text.includes('\n'))) return false;
	return kept.length === 0 || (kept.length === 1 && changed > 4 && kept[0]?.run.text.length === 1);
};

const segmenters = new Map<string, Intl.Segmenter | null>();

function segmenterOf(lang: string): Intl.Segmenter | null {
	const known = segmenters.get(lang);
	if (known !== undefined) return known;
	let made: Intl.Segmenter | null = null;
	try {
		made = new Intl.Segmenter(lang, { granularity: 'word' });
	} catch {
		// A browser without it, or a tag nobody knows: words are what blanks separate.
		made = null;
	}
	segmenters.set(lang, made);
	return made;
}

/** Words with the blanks behind them; a line break stands alone. */
function tokensOf(body: Body | null, lang: string): Token[] {
	const segmenter = segmenterOf(lang);
	const tokens: Token[] = [];
	for (const run of body ? lined(body) : []) {
		const style = styleOf(run);
		const pieces = segmenter
			? Array.from(segmenter.segment(run.text), ({ segment }) => segment)
			: run.text.split(/(\s+|(?<=\P{L})(?=\p{L})|(?<=\p{L})(?=[^\p{L}\p{M}\s]))/u).filter(Boolean);
		for (const text of pieces) {
			const last = tokens.at(-1);
			if (last && /^[ \u00a0]+$/.test(text) && !last.run.text.endsWith('\n')) {
				last.run.text += text;
				continue;
			}
			tokens.push({
				run: { ...run, text },
				key: text + '\0' + style,
				isWord: /[\p{L}\p{N}]/u.test(text)
			});
		}
	}
	return tokens;
}

function runsOf(tokens: Token[]): Run[] {
	const runs: Run[] = [];
	for (const { run } of tokens) {
		const last = runs.at(-1);
		if (last && styleOf(last) === styleOf(run)) last.text += run.text;
		else runs.push({ ...run });
	}
	return runs;
}

/** A body in lines, as it is compared and shown: items with their marks, notes by their labels. */
export function lined(body: Body): Run[] {
	const notes: Note[] = ('notes' in body && body.notes) || [];
	const said = (runs: Run[]): Run[] =>
		runs.map(({ note, ...run }) =>
			note === undefined ? run : { text: notes[note]?.label ?? `${note + 1}`, sup: true }
		);
	if ('runs' in body) return said(body.runs);
	if ('paragraphs' in body) return between(body.paragraphs.map(said), '\n\n');
	if ('items' in body) {
		return between([...(body.lead ? [said(body.lead)] : []), ...items(body, said, '')], '\n');
	}
	if ('rows' in body) {
		const rows = [...body.head, ...body.rows].map((row) => between(row.map(said), ' | '));
		return between([...(body.caption ? [said(body.caption)] : []), ...rows], '\n');
	}
	if ('code' in body) return [{ text: body.code, code: true }];
	return between([[{ text: body.alt }], ...(body.caption ? [said(body.caption)] : [])], '\n');
}

function items(list: Listing, said: (runs: Run[]) => Run[], indent: string): Run[][] {
	return list.items.flatMap(({ parts }, at) => {
		const mark = list.marker === 'bullet' ? '•' : counterOf(list.marker, list.start + at);
		let begun = false;
		const lines = parts.flatMap((part) => {
			const before = { text: begun ? `${indent}  ` : `${indent}${mark} ` };
			if ('list' in part) {
				const own = begun ? [] : [[{ text: `${indent}${mark}` }]];
				begun = true;
				return [...own, ...items(part.list, said, `${indent}  `)];
			}
			begun = true;
			return [[before, ...said(part.runs)]];
		});
		return lines.length ? lines : [[{ text: `${indent}${mark}` }]];
	});
}

const between = (lines: Run[][], gap: string): Run[] =>
	lines.flatMap((line, at) => (at === 0 ? line : [{ text: gap }, ...line]));
