/** Lines as the words of one paragraph: joined, with hyphens at line ends undone, emphasis and links kept. */

import type { ElementContent } from 'hast';
import { element, string } from '../tree.ts';
import type { Span, Line } from './span.ts';

export type Book = {
	/** Words that stand whole somewhere, in lower case. */
	whole: Set<string>;
	/** Whether lines are broken inside words at all. */
	hyphenates: boolean;
};

/** What the whole document tells about its hyphens. */
export function bookOf(lines: Line[]): Book {
	const whole = new Set<string>();
	let [ends, hyphens] = [0, 0];
	for (const line of lines) {
		const text = line.spans.map((span) => span.text).join(' ');
		for (const word of text.slice(0, 2_000).split(/[^\p{L}\p{M}\p{N}-]+/u))
			whole.add(word.toLowerCase());
		ends++;
		if (/\p{Ll}[-‐]\s*$/u.test(text)) hyphens++;
		if (/\u00ad\s*$/.test(text)) hyphens += 3;
	}
	return { whole, hyphenates: hyphens > 2 && hyphens > ends * 0.015 };
}

type Look = { bold: boolean; italic: boolean };

/** The words of all lines; `plain` is how the paragraph looks as a whole, which says nothing of its parts. */
export function wordsIn(
	lines: Line[],
	book: Book,
	call: (span: Span, line: Line) => ElementContent | null,
	plain: Look
): ElementContent[] {
	const found: ElementContent[] = [];
	let before = '';
	for (const line of lines) {
		let last: Span | null = null;
		for (const span of line.spans) {
			const called = call(span, line);
			if (called) {
				found.push(called);
				last = span;
				continue;
			}
			let { text } = span;
			if (last === null) {
				if (line.breaks) found.push(element('br'));
				const joint = jointOf(line.breaks ? '' : before, text, book);
				if (joint.cut) cutEnd(found);
				text = joint.blank + text;
			} else if (isSpaced(last, span)) text = ` ${text}`;
			found.push(...styled(text, span, line, plain));
			before = `${before}${text}`.slice(-80);
			last = span;
		}
		if (last) before = before.trimEnd();
	}
	return found;
}

/** What comes between the end of a line and the next one; whether a hyphen goes. */
function jointOf(before: string, next: string, book: Book): { cut: boolean; blank: string } {
	if (before === '') return { cut: false, blank: '' };
	const keep = { cut: false, blank: '' };
	if (before.endsWith('\u00ad')) return { cut: true, blank: '' };
	const head = /([\p{L}\p{M}]+)[-‐]$/u.exec(before)?.[1];
	if (head === undefined) return { cut: false, blank: ' ' };
	const tail = /^[\p{L}\p{M}]+/u.exec(next.trimStart())?.[0];
	if (!tail || !/^\p{Ll}/u.test(tail)) return keep;
	const [joined, parted] = [`${head}${tail}`.toLowerCase(), `${head}-${tail}`.toLowerCase()];
	if (book.whole.has(parted)) return keep;
	return { cut: book.whole.has(joined) || book.hyphenates, blank: '' };
}

/** Takes the hyphen off what was said last. */
function cutEnd(found: ElementContent[]): void {
	let node = found.at(-1);
	while (node?.type === 'element') node = node.children.at(-1);
	if (node?.type === 'text') node.value = node.value.replace(/[-‐\u00ad]\s*$/u, '');
}

function isSpaced(last: Span, span: Span): boolean {
	if (span.spaced || /\s$/.test(last.text) || /^\s/.test(span.text)) return true;
	const gap = span.x >= last.x ? span.x - last.right : last.x - span.right;
	return gap > Math.min(last.size, span.size) * 0.2;
}

function styled(text: string, span: Span, line: Line, plain: Look): ElementContent[] {
	const isRaised = span.size < line.size * 0.8 && span.y < line.y - line.size * 0.1;
	const isLowered = span.size < line.size * 0.8 && span.y > line.y + line.size * 0.05;
	const wrappers: [boolean, string][] = [
		[isRaised, 'sup'],
		[isLowered, 'sub'],
		[span.font.italic && !plain.italic, 'em'],
		[span.font.bold && !plain.bold, 'strong']
	];
	const inner = wrappers.reduce<ElementContent>(
		(within, [isSo, name]) => (isSo ? element(name, {}, [within]) : within),
		string(text)
	);
	return [span.href ? element('a', { href: span.href }, [inner]) : inner];
}
