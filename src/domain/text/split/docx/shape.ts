/** Mammoth's paragraphs and tables, with the facts about them, as a tree of elements. */

import type { Element, ElementContent } from 'hast';
import type { Findings } from '../findings.ts';
import { element, string, text } from '../tree.ts';
import { listed } from '../listed.ts';
import type { Facts, Role } from '../office/facts.ts';
import { grouped } from '../office/grouped.ts';

import { indexOf } from './prepare.ts';
import type { Block, Inline, WordParagraph, WordTable, WordText } from './word-text.ts';

type Known = { facts: Facts[]; document: WordText; called: Map<string, number>; notes: Element[] };

export function shape(
	blocks: Block[],
	facts: Facts[],
	document: WordText,
	findings: Findings
): Element[] {
	const known: Known = { facts, document, called: new Map(), notes: [] };
	const shaped = flow(blocks, known, findings);
	return [...shaped, element('section', { role: 'doc-endnotes' }, known.notes)];
}

export const roleOf = (block: Block, facts: Facts[]): Role =>
	(block.type === 'paragraph' && factsFor(block, facts)?.role) || 'text';

const factsFor = ({ styleId }: WordParagraph, facts: Facts[]) => facts[indexOf(styleId) ?? -1];

/** One after another, with neighbours that belong together put into one. */
function flow(blocks: Block[], known: Known, findings: Findings): Element[] {
	const shaped = blocks.flatMap((block): { facts: Facts | undefined; made: Element }[] => {
		if (block.type === 'table') return [{ facts: undefined, made: grid(block, known, findings) }];
		if (block.type !== 'paragraph') return [];
		const facts = factsFor(block, known.facts);
		const made = paragraph(block, facts, known, findings);
		return made ? [{ facts, made }] : [];
	});
	return grouped(listed(shaped));
}

function paragraph(
	block: WordParagraph,
	facts: Facts | undefined,
	known: Known,
	findings: Findings
): Element | null {
	const lang = facts?.lang ? { lang: facts.lang } : {};
	if (facts?.role === 'picture')
		return element('figure', lang, [element('img', { alt: facts.alt })]);
	const children = inline(block.children, known);
	if (facts?.role === 'contents') {
		if (text(element('p', {}, children)).trim()) findings.contentsLines++;
		return null;
	}
	const labelled = facts?.label ? [string(`${facts.label} `), ...children] : children;
	if (facts?.heading) return element(`h${facts.heading}`, lang, labelled);
	if (facts?.role === 'title') return element('h1', lang, labelled);
	const caption = facts?.role === 'caption' ? { dataCaption: 'above' } : {};
	return element('p', { ...lang, ...caption }, labelled);
}

function grid(table: WordTable, known: Known, findings: Findings): Element {
	const rows = table.children
		.filter(({ type }) => type === 'tableRow')
		.map((row) => {
			const cells = row.children.map((cell) => {
				const spans = { colSpan: cell.colSpan, rowSpan: cell.rowSpan };
				return element(row.isHeader ? 'th' : 'td', spans, flow(cell.children, known, findings));
			});
			return element('tr', {}, cells);
		});
	const heads = rows.findIndex((_, index) => !table.children[index]?.isHeader);
	const split = heads === -1 ? rows.length : heads;
	return element('table', {}, [
		...(split > 0 ? [element('thead', {}, rows.slice(0, split))] : []),
		element('tbody', {}, rows.slice(split))
	]);
}

function inline(nodes: (Inline | Block)[], known: Known): ElementContent[] {
	return nodes.flatMap((node): ElementContent[] => {
		switch (node.type) {
			case 'text':
				return [string(node.value)];
			case 'tab':
				return [string('\t')];
			case 'break':
				return node.breakType === 'line' ? [element('br')] : [string(' ')];
			case 'checkbox':
				return [string(node.checked ? '☒ ' : '☐ ')];
			case 'run':
				return styled(node, inline(node.children, known));
			case 'hyperlink':
				return [element('a', node.href ? { href: node.href } : {}, inline(node.children, known))];
			case 'noteReference':
				return [call(node, known)];
			default:
				return [];
		}
	});
}

type Run = Extract<Inline, { type: 'run' }>;

function styled(run: Run, children: ElementContent[]): ElementContent[] {
	const name = (run.styleName ?? '').toLowerCase();
	const marks: [boolean, string][] = [
		[/verbatim|html (code|keyboard|sample|typewriter)|^code/.test(name), 'code'],
		[run.verticalAlignment === 'superscript', 'sup'],
		[run.verticalAlignment === 'subscript', 'sub'],
		[run.isStrikethrough, 's'],
		[run.isItalic || name === 'emphasis', 'em'],
		[run.isBold || name === 'strong', 'strong']
	];
	return marks.reduce(
		(inner, [isSo, tag]) => (isSo && inner.length > 0 ? [element(tag, {}, inner)] : inner),
		children
	);
}

/** A note is read where it is first called, so that notes come in the order of their calls. */
function call(reference: { noteType: string; noteId: string }, known: Known): Element {
	const id = `word-${reference.noteType}-${reference.noteId}`;
	if (!known.called.has(id)) {
		known.called.set(id, known.called.size + 1);
		const body = known.document.notes.resolve(reference)?.body ?? [];
		const children = body.flatMap((block) =>
			block.type === 'paragraph' ? [element('p', {}, inline(block.children, known))] : []
		);
		known.notes.push(element('div', { id }, children));
	}
	const label = string(String(known.called.get(id)));
	return element('sup', {}, [element('a', { role: 'doc-noteref', href: `#${id}` }, [label])]);
}
