/** A unit's reading text as it stands on the page, and where a selection lies in it; the server counts the same way. */

type Piece = { node: Text; at: number };
export type ReadingText = { words: HTMLElement; text: string; pieces: Piece[] };

/** What is read as a line of its own. The sentence around a picture's words is ours, not the text's. */
const blocks = 'p:not(.picture), .alt, td, th, caption, figcaption, pre, h2, h3, h4, h5, h6';

export function readingText(unit: Element): ReadingText | null {
	const words = unit.querySelector<HTMLElement>('.words:not(.notes)');
	if (!words) return null;
	const pieces: Piece[] = [];
	let text = '';
	for (const block of words.matches(blocks) ? [words] : words.querySelectorAll(blocks)) {
		const nodes = textsIn(block);
		if (!nodes.some(({ data }) => data.trim())) continue;
		if (text) text += '\n';
		for (const node of nodes) {
			pieces.push({ node, at: text.length });
			text += node.data;
		}
	}
	return { words, text, pieces };
}

/** Calls of notes are no part of it. */
function textsIn(block: Element): Text[] {
	const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
	const found: Text[] = [];
	while (walker.nextNode()) {
		const node = walker.currentNode as Text;
		if (!node.parentElement?.closest('.call')) found.push(node);
	}
	return found;
}

export type Span = { from: number; to: number };

/** The part of the text within a range, without blanks at its ends; null when it holds no word of it. */
export function spanOf({ text, pieces }: ReadingText, range: Range): Span | null {
	let [from, to] = [-1, -1];
	for (const { node, at } of pieces) {
		if (!range.intersectsNode(node)) continue;
		const first = node === range.startContainer ? range.startOffset : 0;
		const last = node === range.endContainer ? range.endOffset : node.length;
		if (first >= last) continue;
		if (from < 0) from = at + first;
		to = at + last;
	}
	if (from < 0) return null;
	while (from < to && /\s/.test(text[from] ?? '')) from += 1;
	while (to > from && /\s/.test(text[to - 1] ?? '')) to -= 1;
	return from < to ? { from, to } : null;
}

/** A place of the text as the page holds it. */
export function pointAt({ pieces }: ReadingText, offset: number, isEnd: boolean) {
	const holds = ({ node, at }: Piece) =>
		isEnd ? offset > at && offset <= at + node.length : offset >= at && offset < at + node.length;
	const piece = pieces.find(holds);
	return piece ? ([piece.node, offset - piece.at] as const) : null;
}

/** Code points before a place, as the server counts. */
export const pointsBefore = ({ text }: ReadingText, offset: number) =>
	[...text.slice(0, offset)].length;
