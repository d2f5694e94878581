/** A tree of elements, whatever format it came from, turned into units. */

import type { Element, Root } from 'hast';
import { clean, collapse } from '../characters.ts';
import { isBlank, tidy, type FigureBody, type Level, type Run, type Unit } from '../unit.ts';
import { below, isLeftOut, type Context, type Rough } from './context.ts';
import type { Findings } from './findings.ts';
import { runsOf } from './flat.ts';
import { isInline, runs } from './inline.ts';
import { definitions, list } from './list.ts';
import { findNotes } from './notes.ts';
import { table } from './table.ts';
import {
	attribute,
	elements,
	hasClass,
	is,
	isElement,
	number,
	stated,
	text,
	type Child
} from './tree.ts';

export function rough(root: Root, findings: Findings): { units: Rough[]; context: Context } {
	const book = findNotes(root);
	const context: Context = { lang: '', depth: 0, listLevel: 0, book, findings, inside };
	return { units: inside(root.children, context), context };
}

/** Blocks in order; text and inline elements between them make paragraphs of their own. */
function inside(children: Child[], context: Context): Rough[] {
	const units: Rough[] = [];
	let line: Child[] = [];
	const endLine = () => {
		if (line.length > 0) units.push(...paragraph(line, context));
		line = [];
	};
	for (const child of children) {
		if (isInline(child)) line.push(child);
		else if (isElement(child)) {
			endLine();
			units.push(...block(child, context));
		}
	}
	endLine();
	return captioned(units);
}

function block(element: Element, above: Context): Rough[] {
	if (isLeftOut(element, above) || isPageFurniture(element, above)) return [];
	const context = below(above, element);
	const mark = number(element, 'dataUnitMark');
	if (mark !== null) return marked(inside(element.children, context), mark);
	switch (element.tagName) {
		case 'p':
			return paragraph(element.children, context, element);
		case 'h1':
		case 'h2':
		case 'h3':
		case 'h4':
		case 'h5':
		case 'h6':
			return heading(element, Number(element.tagName.slice(1)) as Level, context);
		case 'ul':
		case 'ol':
		case 'menu':
		case 'dir':
			return list(element, context);
		case 'dl':
			return definitions(element, context);
		case 'table':
			return table(element, context);
		case 'blockquote':
			return quotes(inside(element.children, context), context);
		case 'pre':
		case 'listing':
		case 'xmp':
			return code(element, context);
		case 'figure':
			return figure(element, context);
		case 'hr':
			return [];
		default:
			return attribute(element, 'role') === 'heading'
				? heading(element, levelOf(number(element, 'ariaLevel') ?? 2), context)
				: inside(element.children, context);
	}
}

/** The numbers their document gave to units. */
const marks = new WeakMap<Rough, number>();

function marked(units: Rough[], mark: number): Rough[] {
	for (const unit of units) marks.set(unit, mark);
	return units;
}

export const markOf = (unit: Rough): number | undefined => marks.get(unit);

export const levelOf = (level: number) => Math.min(6, Math.max(1, level)) as Level;

function isPageFurniture(element: Element, { findings }: Context): boolean {
	const isContents =
		attribute(element, 'role') === 'doc-toc' ||
		/^toc$/i.test(attribute(element, 'id') ?? '') ||
		hasClass(element, 'toc', 'table-of-contents') ||
		/\bMsoToc\d/i.test(attribute(element, 'className') ?? '');
	if (isContents) {
		const items = [...elements(element)].filter((below) => is(below, 'li')).length;
		findings.contentsLines += Math.max(1, items);
		return true;
	}
	if (is(element, 'nav') || attribute(element, 'role') === 'navigation') {
		findings.navigation++;
		return true;
	}
	return false;
}

function paragraph(children: Child[], context: Context, element?: Element): Rough[] {
	const pictures = children.flatMap((child) => picturesIn(child, context));
	const said = tidy(runs(children, context));
	const lang = langWithin(children) ?? context.lang;
	const own: Rough[] = isBlank(said) ? [] : [{ kind: 'paragraph', lang, body: { runs: said } }];
	const [only] = own;
	const manner = element && attribute(element, 'dataCaption');
	if (only && manner) captions.set(only, manner);
	return [...own, ...pictures];
}

/** The language of a span that holds all there is. */
function langWithin(children: Child[]): string | null {
	const [only, second] = children.filter((child) => text(child as Element).trim() !== '');
	return isElement(only) && !second ? stated(only) : null;
}

function picturesIn(node: Child, { lang, findings }: Context): Rough[] {
	if (!isElement(node)) return [];
	return [node, ...elements(node)]
		.filter((below) => is(below, 'img', 'svg'))
		.flatMap((picture) => {
			findings.pictures++;
			const alt = collapse(attribute(picture, 'alt') ?? '');
			if (!alt) return [];
			findings.described++;
			return [{ kind: 'figure' as const, lang, body: { alt } }];
		});
}

function heading(element: Element, level: Level, context: Context): Rough[] {
	const pictures = picturesIn(element, context);
	const said = tidy(runs(element.children, context)).map(({ text, ...run }) => ({
		...run,
		text: text.replaceAll('\n', ' ')
	}));
	if (isBlank(said)) return pictures;
	return [{ kind: 'heading', level, lang: context.lang, body: { runs: said } }, ...pictures];
}

/** Paragraphs of a quotation stay together; anything else in it stands on its own. */
function quotes(units: Rough[], { lang }: Context): Rough[] {
	const found: Rough[] = [];
	for (const unit of units) {
		const said = proseOf(unit);
		const last = found.at(-1);
		if (!said) found.push(unit);
		else if (last?.kind === 'quote') last.body.paragraphs.push(...said);
		else found.push({ kind: 'quote', lang: unit.lang || lang, body: { paragraphs: [...said] } });
	}
	return found;
}

function proseOf(unit: Unit): Run[][] | null {
	if (unit.kind === 'quote') return unit.body.paragraphs;
	return unit.kind === 'paragraph' || unit.kind === 'heading' ? [unit.body.runs] : null;
}

function code(element: Element, { lang }: Context): Rough[] {
	const body = { code: clean(codeText(element)).replace(/^\n+/, '').trimEnd() };
	return body.code ? [{ kind: 'code', lang, body }] : [];
}

const codeText = (node: Child): string => {
	if (node.type === 'text') return node.value;
	if (!isElement(node)) return '';
	return is(node, 'br') ? '\n' : node.children.map(codeText).join('');
};

/** A picture with its caption; a figure around something else is that thing, captioned if it can. */
function figure(element: Element, context: Context): Rough[] {
	const caption = element.children.find((child) => is(child, 'figcaption'));
	const rest = element.children.filter((child) => child !== caption);
	const units = inside(rest, context);
	const said = isElement(caption) ? tidy(runsOf(inside(caption.children, context))) : [];
	if (isBlank(said)) return units;

	const holder = units.find((unit) => unit.kind === 'figure' || unit.kind === 'table');
	if (holder) return units.map((unit) => (unit === holder ? withCaption(holder, said) : unit));
	const isPicture = rest.some((child) => isElement(child) && text(child).trim() === '');
	const body: FigureBody = { alt: '', caption: said };
	if (units.length === 0 || isPicture)
		return [...units, { kind: 'figure', lang: context.lang, body }];
	return [...units, { kind: 'paragraph', lang: context.lang, body: { runs: said } }];
}

/** Paragraphs that were marked as captions, and how. */
const captions = new WeakMap<Rough, string>();

/** Joins captions to the table or figure beside them. */
function captioned(units: Rough[]): Rough[] {
	if (!units.some((unit) => captions.has(unit))) return units;
	const joined: (Rough | null)[] = [...units];
	units.forEach((unit, index) => {
		const manner = captions.get(unit);
		const [before, after] = [joined[index - 1], joined[index + 1]];
		if (manner === undefined || unit.kind !== 'paragraph') return;
		const offers = manner === 'above' ? [figureOf(before), after, before] : [before, after];
		const holder = offers.find((other) => other && lacksCaption(other));
		if (!holder) return;
		joined[holder === before ? index - 1 : index + 1] = withCaption(holder, unit.body.runs);
		joined[index] = null;
	});
	return joined.filter((unit) => unit !== null);
}

const figureOf = (unit: Rough | null | undefined) => (unit?.kind === 'figure' ? unit : null);

const lacksCaption = (unit: Rough) =>
	(unit.kind === 'table' || unit.kind === 'figure') && !unit.body.caption;

function withCaption(unit: Rough, caption: Run[]): Rough {
	if (unit.kind === 'table') return { ...unit, body: { ...unit.body, caption } };
	if (unit.kind === 'figure') return { ...unit, body: { ...unit.body, caption } };
	return unit;
}
