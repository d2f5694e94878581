/** Which paragraphs of a PDF without tags are headings, and of what level: by size, weight and numbers. */

import type { Level } from '../../unit.ts';
import { wordsOf, type Block, type Prose } from './block.ts';
import { isBold } from './paragraphs.ts';
import { letters, rounded } from './span.ts';

/** Longer is text, however it looks. */
const longest = 200;

const numbered = /^\p{N}+(\.\p{N}+)+\.?\s+\p{Lu}/u;
const named =
	/^(chapter|part|title|section|article|annex|chapitre|partie|titre|annexe|cap[íi]tulo|t[íi]tulo|secci[óo]n|art[íi]culo|anexo|глава|раздел|статья|часть|приложение|الفصل|الباب|المادة|القسم)\s+[\p{N}IVXLC]+\b/iu;

type Style = { one: Prose; size: number; bold: boolean; depth: number };

export function withHeadings(blocks: Block[], body: number): Block[] {
	const styles = blocks.flatMap((one, at) => styleOf(one, blocks[at + 1], body) ?? []);
	if (styles.length === 0) return blocks;
	const keys = [...new Set(styles.map(keyOf))].sort();
	const title = titleOf(blocks, styles);
	const ranked = title ? keys.filter((key) => key !== keyOf(title)) : keys;
	const levels = new Map(
		styles.map((style) => [style.one, Math.min(6, ranked.indexOf(keyOf(style)) + 1) as Level])
	);
	return blocks.map((one) => {
		if (one.kind !== 'prose') return one;
		if (one === title?.one) return { ...one, role: 'title' as const };
		const heading = levels.get(one);
		return heading ? { ...one, ...asHeading(one), heading } : one;
	});
}

/** A number before a heading is part of it. */
const asHeading = ({ item, lines }: Prose) => ({
	item: null,
	lines: item?.whole ? [item.whole, ...lines.slice(1)] : lines
});

/** Sorts from the highest down. */
const keyOf = ({ size, bold, depth }: Style) =>
	[String(Math.round(1_000 - size * 2)).padStart(4, '0'), bold ? 0 : 1, depth].join(' ');

function styleOf(one: Block, next: Block | undefined, body: number): Style | null {
	if (one.kind !== 'prose' || one.item?.label?.marker === 'bullet' || one.note !== null)
		return null;
	const text = wordsOf(one.lines);
	if (letters(text) === 0 || letters(text) > longest || one.lines.length > 4) return null;
	const size = rounded(Math.max(...one.lines.map((line) => line.size)));
	// A line of a list of contents looks like the heading it leads to.
	if (/(\.{3,}|…|(\. ){3,})\s*\p{N}+$/u.test(text)) return null;
	const bold = one.lines.every(isBold);
	const isLarge = size >= body * 1.1;
	if (isLarge && !/\p{L}/u.test(text)) return null;
	if (isLarge) return { one, size, bold, depth: 0 };
	const mayBe = next !== undefined && !/[.;,:]$/.test(text) && size >= body * 0.95;
	if (bold && mayBe) return { one, size, bold, depth: 0 };
	const isNumbered = numbered.test(text) || named.test(text);
	if (!isNumbered || !mayBe || one.item || one.lines.length > 2 || letters(text) > 100) return null;
	return {
		one,
		size,
		bold,
		depth: (/^[\p{N}.]+/u.exec(text)?.[0].match(/\p{N}+/gu) ?? ['']).length
	};
}

/** What stands first and is larger than all else. */
function titleOf(blocks: Block[], styles: Style[]): Style | null {
	const [first, ...rest] = styles;
	if (!first || blocks[0] !== first.one) return null;
	return rest.every(({ size }) => size < first.size) ? first : null;
}
