/** Words within a line as people type them: `*emphasis*`, `**strong**`, `` `code` ``, links, `[^1]` for a note. Pure. */

import { safeLink } from '../text/link.ts';
import type { Run } from '../text/unit.ts';

type Style = Omit<Run, 'text' | 'note'>;

const marks: { mark: string; style: Style; tight?: true }[] = [
	{ mark: '**', style: { strong: true } },
	{ mark: '*', style: { em: true } },
	{ mark: '_', style: { em: true } },
	{ mark: '^', style: { sup: true }, tight: true },
	{ mark: '~', style: { sub: true }, tight: true }
];

/** Deeper than this, marks stay the characters they are. */
const deepest = 6;

/** What was typed as runs: what is no mark of ours stays as it is, markup above all. `notes` is how many there are. */
export function runsOf(typed: string, notes = 0): Run[] {
	return joined(read(typed, {}, notes, 0));
}

/** What one stretch is read with: marks that nothing closes any more are not looked for again. */
type Reading = { style: Style; notes: number; depth: number; dead: Set<string> };

function read(text: string, style: Style, notes: number, depth: number): Run[] {
	const reading = { style, notes, depth, dead: new Set<string>() };
	const runs: Run[] = [];
	let plain = '';
	const say = (...found: Run[]) => {
		if (plain) runs.push({ ...style, text: plain });
		plain = '';
		runs.push(...found);
	};
	for (let at = 0; at < text.length;) {
		const escaped = /^\\([\\`*_^~[\]|()#>.+-])/.exec(text.slice(at, at + 2));
		const found = escaped || depth >= deepest ? null : marked(text, at, reading);
		if (found) {
			say(...found.runs);
			at = found.end;
		} else {
			plain += escaped?.[1] ?? text[at];
			at += escaped ? 2 : 1;
		}
	}
	say();
	return runs;
}

type Found = { runs: Run[]; end: number };

function marked(text: string, at: number, reading: Reading) {
	switch (text[at]) {
		case '`':
			return code(text, at, reading.style);
		case '[':
			return note(text, at, reading.notes) ?? link(text, at, reading);
		default:
			return between(text, at, reading);
	}
}

function code(text: string, at: number, style: Style): Found | null {
	const fence = /^`+/.exec(text.slice(at))?.[0] ?? '`';
	const from = at + fence.length;
	for (let end = text.indexOf(fence, from); end > 0;) {
		const whole = /^`+/.exec(text.slice(end))?.[0].length ?? 0;
		if (whole === fence.length && end > from) {
			const inside = text.slice(from, end).replace(/^ (.*\S.*) $/s, '$1');
			return { runs: [{ ...style, code: true, text: inside }], end: end + whole };
		}
		end = text.indexOf(fence, end + whole);
	}
	return null;
}

function note(text: string, at: number, notes: number): Found | null {
	const found = /^\[\^(\d{1,3})\]/.exec(text.slice(at, at + 6));
	const index = Number(found?.[1]) - 1;
	if (!found || !(index >= 0 && index < notes)) return null;
	return { runs: [{ text: '', note: index }], end: at + found[0].length };
}

/** Longer words are no link. */
const longestLink = 500;

function link(text: string, at: number, { style, notes, depth }: Reading): Found | null {
	if (style.href) return null;
	const close = after(text.slice(0, at + longestLink), at + 1, '](');
	if (close === null || close === at + 1) return null;
	const address = /^\]\((?:<([^<>\s]+)>|([^<>()\s]+))\)/.exec(text.slice(close));
	const href = safeLink(address?.[1] ?? address?.[2] ?? '');
	if (!address || !href) return null;
	const runs = read(text.slice(at + 1, close), { ...style, href }, notes, depth + 1);
	return { runs, end: close + address[0].length };
}

function between(text: string, at: number, { style, notes, depth, dead }: Reading) {
	const one = marks.find(({ mark }) => text.startsWith(mark, at));
	if (!one || Object.keys(one.style).some((name) => name in style)) return null;
	const { mark, tight } = one;
	if (dead.has(mark)) return null;
	const from = at + mark.length;
	if (!/\S/.test(text[from] ?? ' ')) return null;
	if (mark === '_' && isWord(text[at - 1])) return null;
	for (let end = after(text, from, mark); end !== null; end = after(text, end + 1, mark)) {
		const next = text[end + mark.length];
		const closes =
			end > from &&
			/\S/.test(text[end - 1] ?? ' ') &&
			!(mark === '*' && next === '*') &&
			!(mark === '_' && isWord(next));
		if (mark === '*' && next === '*') end++;
		if (!closes) continue;
		const inside = text.slice(from, end);
		if (tight && /\s/.test(inside)) return null;
		const runs = read(inside, { ...style, ...one.style }, notes, depth + 1);
		return { runs, end: end + mark.length };
	}
	dead.add(mark);
	return null;
}

const isWord = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? '');

/** Where something stands next, code and escaped characters passed over; null when nowhere. */
function after(text: string, from: number, what: string): number | null {
	for (let at = from; at < text.length; at++) {
		if (text.startsWith(what, at)) return at;
		if (text[at] === '\\') at++;
		else if (text[at] === '`') at = (code(text, at, {})?.end ?? at + 1) - 1;
	}
	return null;
}

/** Runs of one style become one. */
function joined(runs: Run[]): Run[] {
	const all: Run[] = [];
	for (const run of runs) {
		const last = all.at(-1);
		if (last && run.note === undefined && last.note === undefined && sameStyle(last, run)) {
			last.text += run.text;
		} else all.push({ ...run });
	}
	return all;
}

/** Whether two runs look alike. */
export const sameStyle = (a: Run, b: Run) => styleOf(a) === styleOf(b);

/** A run's style in a few characters. */
export const styleOf = ({ strong, em, code, sup, sub, href = '' }: Run) =>
	`${strong ? 's' : ''}${em ? 'e' : ''}${code ? 'c' : ''}${sup ? '^' : ''}${sub ? '~' : ''}${href}`;

/** Runs as they are typed: plainly where that is read back as the same, with backslashes where it is not. */
export function typed(runs: Run[], notes = 0): string {
	const outside = blanksOutside(runs);
	const aim = JSON.stringify(outside.map(canonical));
	const ways = [false, true].flatMap((escape) => ['*', '_'].map((em) => ({ escape, em })));
	const said = ways.map(({ escape, em }) => write(outside, escape, em));
	const faithful = said.find(
		(words) => JSON.stringify(runsOf(words, notes).map(canonical)) === aim
	);
	return faithful ?? said.at(-2) ?? '';
}

/** A run as it is compared, however it came about. */
export const canonical = (run: Run) => [run.text, styleOf(run), run.note ?? null];

function write(runs: Run[], escape: boolean, em: string): string {
	return runs
		.map((run) => {
			if (run.note !== undefined) return `[^${run.note + 1}]`;
			let words = run.code ? fenced(run.text) : escape ? escapedIn(run.text) : run.text;
			if (run.sup) words = `^${words}^`;
			if (run.sub) words = `~${words}~`;
			if (run.em) words = em + words + em;
			if (run.strong) words = `**${words}**`;
			if (!run.href) return words;
			return `[${words}](${/[()]/.test(run.href) ? `<${run.href}>` : run.href})`;
		})
		.join('');
}

const escapedIn = (text: string) => text.replace(/[\\`*_^~[\]]/g, '\\$&');

function fenced(text: string): string {
	const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
	const fence = '`'.repeat(longest + 1);
	const pad = /^`|`$|^ .*\S.* $/s.test(text) ? ' ' : '';
	return fence + pad + text + pad + fence;
}

/** Blanks at the ends of a styled stretch stand outside it: nobody sees their style, and no mark can hold them. */
export function blanksOutside(runs: Run[]): Run[] {
	return joined(
		runs.flatMap((run) => {
			if (run.note !== undefined || run.code || !styleOf(run)) return [run];
			const [, before = '', text = '', behind = ''] = /^(\s*)(.*?)(\s*)$/su.exec(run.text) ?? [];
			return [{ text: before }, { ...run, text }, { text: behind }].filter((one) => one.text);
		})
	);
}
