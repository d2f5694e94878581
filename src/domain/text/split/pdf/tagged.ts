/** What the tags of a PDF say its pages are: paragraphs, headings, lists, tables, notes. */

import type { Level } from '../../unit.ts';
import type { Findings } from '../findings.ts';
import { roleNamed, type Role } from '../office/facts.ts';
import { prose, type Block, type Grid, type Prose } from './block.ts';
import { labelOf, takeLabel, type Label } from './label.ts';
import { linesOf, lineOf, type Sheet, type Span } from './span.ts';

export type Branch = {
	role?: string;
	children?: Branch[];
	type?: string;
	id?: string;
	alt?: string;
};

type Page = { sheet: Sheet; byMark: Map<string, Span[]>; edge: number; findings: Findings };
type Item = { label: Label | null; isOpen: boolean };
type Here = { role: Role; item: Item | null; sections: number };

export function marksIn({ spans }: Sheet): Map<string, Span[]> {
	const byMark = new Map<string, Span[]>();
	for (const span of spans)
		if (span.mark !== null) {
			const known = byMark.get(span.mark);
			if (known) known.push(span);
			else byMark.set(span.mark, [span]);
		}
	return byMark;
}

/** Every content a tree speaks of. */
export function contentOf(node: Branch): string[] {
	const found: string[] = [];
	const waiting: Branch[] = [node];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		if (next.type === 'content' && next.id) found.push(next.id);
		waiting.push(...(next.children ?? []));
	}
	return found;
}

export function tagged(tree: Branch, sheet: Sheet, findings: Findings): Block[] {
	const edge = Math.max(0, ...sheet.spans.map(({ right }) => right));
	const page = { sheet, byMark: marksIn(sheet), edge, findings };
	return blocks(tree, { role: 'text', item: null, sections: 0 }, page);
}

const inline = new Set(
	'Span Link Reference Em Strong Quote Annot Sub Ruby RB RT RP Warichu WT WP BibEntry Formula Lbl'.split(
		' '
	)
);
const notes = new Set(['Note', 'FENote']);
const isInline = ({ role, type }: Branch) => type !== undefined || inline.has(role ?? '');

/** Children in order; what stands within a line makes paragraphs of its own. */
function blocks(node: Branch, here: Here, page: Page): Block[] {
	const found: Block[] = [];
	let line: Branch[] = [];
	const endLine = () => {
		if (line.length > 0) found.push(...paragraph(line, here, page));
		line = [];
	};
	for (const child of node.children ?? []) {
		if (isInline(child)) line.push(child);
		else {
			endLine();
			found.push(...block(child, here, page));
		}
	}
	endLine();
	return found;
}

function block(node: Branch, here: Here, page: Page): Block[] {
	const role = node.role ?? '';
	if (notes.has(role)) return note(node, here, page);
	const level = /^H([1-9])$/.exec(role)?.[1];
	if (level) return heading(node, Math.min(6, Number(level)) as Level, here, page);
	switch (role) {
		case 'H':
			return heading(node, Math.min(6, Math.max(1, here.sections)) as Level, here, page);
		case 'Sect':
		case 'Art':
			return blocks(node, { ...here, sections: here.sections + 1 }, page);
		case 'P':
			return paragraph(node.children ?? [], here, page);
		case 'Title':
			return paragraph(node.children ?? [], { ...here, role: 'title' }, page);
		case 'LI':
			return item(node, here, page);
		case 'Table':
			return table(node, here, page);
		case 'Caption':
			return blocks(node, { ...here, role: 'caption' }, page);
		case 'BlockQuote':
			return blocks(node, { ...here, role: 'quote' }, page);
		case 'Code':
			return paragraph(node.children ?? [], { ...here, role: 'code' }, page);
		case 'Figure':
			return figure(node, here, page);
		case 'TOC':
			page.findings.contentsLines += count(node, 'TOCI');
			return [];
		case 'Artifact':
		case 'Form':
			return [];
		default:
			return blocks(node, here, page);
	}
}

const count = (node: Branch, role: string): number =>
	(node.role === role ? 1 : 0) +
	(node.children ?? []).reduce((sum, child) => sum + count(child, role), 0);

function paragraph(nodes: Branch[], here: Here, page: Page): Block[] {
	const spans = nodes.flatMap((node) => spansOf(node, page));
	const aside = nodes
		.flatMap((node) => within(node, notes))
		.flatMap((one) => note(one, here, page));
	const figures = nodes.flatMap((node) => within(node, new Set(['Figure'])));
	const pictures = figures.flatMap((one) => figure(one, here, page));
	return [...said(spans, here, page), ...pictures, ...aside];
}

function said(spans: Span[], here: Here, page: Page): Block[] {
	const [first] = spans;
	if (!first) return [];
	// Word processors call the content after the style of its paragraph.
	const named = roleNamed(first.tag.toLowerCase());
	const role = here.role === 'text' ? named : here.role;
	if (role === 'contents') {
		page.findings.contentsLines++;
		return [];
	}
	const lines = linesOf(spans, page.sheet.page);
	const one = prose(lines, { role, edge: page.edge, indent: indentOf(spans, page) });
	return [here.item ? inItem(one, here.item) : one];
}

/** The first paragraph of an item has its mark, the others go on with it. */
function inItem(one: Prose, item: Item): Prose {
	const [line, ...more] = one.lines;
	if (!item.isOpen || !line) return { ...one, item: { label: null } };
	item.isOpen = false;
	const taken = item.label ? null : takeLabel(line);
	const lines = taken ? [...(taken.rest ? [taken.rest] : []), ...more] : one.lines;
	const label = item.label ?? taken?.label ?? null;
	return { ...one, lines, item: { label } };
}

function item(node: Branch, here: Here, page: Page): Block[] {
	const mark = (node.children ?? []).find(({ role }) => role === 'Lbl');
	const spans = mark ? spansOf(mark, page) : [];
	const written = spans.map(({ text }) => text).join('');
	const label = written.trim()
		? (labelOf(written) ?? { ...plainBullet, text: written.trim() })
		: null;
	const rest = (node.children ?? []).filter((child) => child !== mark);
	const own: Item = { label, isOpen: true };
	const made = blocks({ children: rest }, { ...here, item: own }, page);
	const [first] = made;
	if (first?.kind === 'prose' && spans[0]) first.indent = indentOf(spans, page);
	return made;
}

const plainBullet: Label = { text: '•', marker: 'bullet', number: 1 };

/** From the side where its lines begin. */
function indentOf(spans: Span[], { sheet }: Page): number {
	const { isRightToLeft } = spans[0] ?? {};
	if (isRightToLeft) return sheet.width - Math.max(...spans.map(({ right }) => right));
	return spans[0]?.x ?? 0;
}

function heading(node: Branch, level: Level, here: Here, page: Page): Block[] {
	const made = paragraph(node.children ?? [], { ...here, item: null, role: 'text' }, page);
	return made.map((one) =>
		one.kind === 'prose' && one.note === null
			? { ...one, heading: level, role: 'text' as const }
			: one
	);
}

/** Its mark is what is raised, or a number, where it begins. */
function note(node: Branch, here: Here, page: Page): Block[] {
	const made = blocks(node, { ...here, item: null, role: 'text' }, page);
	const [first] = made;
	if (first?.kind !== 'prose') return made;
	const [line, ...more] = first.lines;
	const [mark, ...rest] = line?.spans ?? [];
	const written = mark?.text.trim() ?? '';
	if (!line || !/^[\d*†‡§a-z]{1,4}[.)]?$/i.test(written) || rest.length === 0) return made;
	const lines = [lineOf(rest, line.page), ...more];
	// One note may have several paragraphs: they are all of it.
	const others = made.slice(1).flatMap((one) => (one.kind === 'prose' ? one.lines : []));
	return [{ ...first, lines: [...lines, ...others], note: written.replace(/[.)]$/, '') }];
}

function figure(node: Branch, here: Here, page: Page): Block[] {
	const alt = node.alt?.trim();
	if (alt) return [{ kind: 'picture', alt, page: page.sheet.page }];
	return blocks(node, here, page);
}

function table(node: Branch, here: Here, page: Page): Block[] {
	const plainly: Here = { ...here, item: null, role: 'text' };
	const rows = rowsOf(node);
	const cells = rows.map((row) =>
		(row.children ?? [])
			.filter(({ role }) => role === 'TH' || role === 'TD')
			.map((cell) => blocks(cell, plainly, page).flatMap(prosesOf))
	);
	const isHead = (row: Branch) => (row.children ?? []).every(({ role }) => role === 'TH');
	const found = rows.findIndex((row) => !isHead(row));
	const captions = (node.children ?? []).filter(({ role }) => role === 'Caption');
	const grid: Grid = {
		kind: 'grid',
		head: found === -1 ? 0 : found,
		rows: cells,
		caption: captions.flatMap((one) => blocks(one, plainly, page)).flatMap(prosesOf),
		page: page.sheet.page
	};
	return cells.length > 0 ? [grid] : blocks({ children: node.children ?? [] }, plainly, page);
}

const rowsOf = (node: Branch): Branch[] =>
	(node.children ?? []).flatMap((child) => {
		if (child.role === 'TR') return [child];
		return /^T(Head|Body|Foot)$/.test(child.role ?? '') ? rowsOf(child) : [];
	});

/** What is in a cell stands one under the other. */
export const prosesOf = (one: Block): Prose[] => {
	if (one.kind === 'prose') return [one];
	return one.kind === 'grid' ? one.rows.flat(2) : [];
};

/** Words in order, but not those of notes and pictures put into the line. */
function spansOf(node: Branch, page: Page): Span[] {
	if (node.type === 'content') return page.byMark.get(node.id ?? '') ?? [];
	if (notes.has(node.role ?? '') || node.role === 'Figure' || node.role === 'Artifact') return [];
	return (node.children ?? []).flatMap((child) => spansOf(child, page));
}

function within(node: Branch, roles: Set<string>): Branch[] {
	if (roles.has(node.role ?? '')) return [node];
	return (node.children ?? []).flatMap((child) => within(child, roles));
}
