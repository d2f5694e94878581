/**
 * Makes a part of a Word file ready for mammoth: takes out what is no text, counts what was
 * changed or left out, lifts text boxes, and marks each paragraph with the number of its facts.
 */

import type { Findings } from '../findings.ts';
import { plainly, type Facts } from '../office/facts.ts';
import { factsOf } from './facts.ts';
import type { Numbering } from './numbering.ts';
import type { Styles } from './styles.ts';
import * as xml from '../office/xml.ts';

/** The style that stands for `facts[index]`; no style of a real document is called so. */
export const styleFor = (index: number) => `folkmoot ${index}`;

export const indexOf = (styleId: string | null) =>
	xml.integer(/^folkmoot (\d+)$/.exec(styleId ?? '')?.[1] ?? null);

type Book = { facts: Facts[]; styles: Styles; numbering: Numbering };

export function prepare(tree: xml.Tree, book: Book, findings: Findings): void {
	changes(tree, findings);
	contents(tree, findings);
	hidden(tree, book.styles, findings);
	unwrapped(tree);
	boxesAndPictures(tree, book, findings);
	for (const chunk of xml.all(tree, 'altChunk', 'object', 'control')) {
		findings.active++;
		xml.remove(chunk);
	}
	for (const paragraph of xml.all(tree, 'p')) mark(paragraph, book);
}

const propertyChanges = 'rPr pPr tblPr trPr tcPr sectPr'.split(' ').map((name) => `${name}Change`);

/** Insertions stay, deletions go: as if all had been accepted; how many is told. */
function changes(tree: xml.Tree, findings: Findings): void {
	const isMark = (tag: xml.Tag) => xml.isTag(tag.parentNode, 'rPr');
	const count = (...names: string[]) =>
		xml.all(tree, ...names).filter((tag) => !isMark(tag)).length;
	findings.insertions += count('ins', 'cellIns');
	findings.deletions += count('del', 'cellDel');
	findings.moves += count('moveTo');
	findings.formatting += xml.all(tree, ...propertyChanges).length;
	for (const row of xml.all(tree, 'tr'))
		if (xml.child(xml.child(row, 'trPr'), 'del')) xml.remove(row);
	for (const tag of xml.all(tree, 'del', 'moveFrom')) {
		// Only the mark of a paragraph; mammoth joins that paragraph with the next.
		if (!isMark(tag) && !xml.isTag(tag.parentNode, 'trPr')) xml.remove(tag);
	}
	// Properties as they were before the change would be found where the present ones are.
	for (const tag of xml.all(tree)) if (tag.localName?.endsWith('PrChange')) xml.remove(tag);
}

/** Lists of headings with page numbers: Word makes them from the headings, which come anyway. */
function contents(tree: xml.Tree, findings: Findings): void {
	for (const box of xml.all(tree, 'sdt')) {
		const gallery = xml.value(xml.all(xml.child(box, 'sdtPr') ?? box, 'docPartGallery')[0]);
		if (!/table of contents/i.test(gallery ?? '')) continue;
		findings.contentsLines += linesIn(box);
		xml.remove(box);
	}
	for (const paragraph of fieldOfContents(tree)) {
		findings.contentsLines += paragraph.textContent?.trim() ? 1 : 0;
		xml.remove(paragraph);
	}
}

const linesIn = (tag: xml.Tag) =>
	xml.all(tag, 'p').filter((paragraph) => paragraph.textContent?.trim()).length;

/** Paragraphs from the one where a TOC field begins to the one where it ends. */
function fieldOfContents(tree: xml.Tree): xml.Tag[] {
	const found = new Set<xml.Tag>();
	const open: boolean[] = [];
	for (const tag of xml.all(tree, 'fldChar', 'instrText', 'p')) {
		const type = xml.value(tag, 'fldCharType');
		if (type === 'begin') open.push(false);
		else if (type === 'end') open.pop();
		else if (
			tag.localName === 'instrText' &&
			/^\s*TOC\b/.test(tag.textContent ?? '') &&
			open.length > 0
		)
			open[open.length - 1] = true;
		const paragraph = tag.localName === 'p' ? tag : xml.ancestor(tag, 'p');
		if (paragraph && open.includes(true) && !hasFieldEnd(paragraph, open.length))
			found.add(paragraph);
	}
	return [...found].filter((paragraph) => paragraph.parentNode);
}

/** Whether all open fields end in this paragraph and text follows: then it is not contents alone. */
function hasFieldEnd(paragraph: xml.Tag, open: number): boolean {
	const ends = xml
		.all(paragraph, 'fldChar')
		.filter((tag) => xml.value(tag, 'fldCharType') === 'end');
	const begins = xml
		.all(paragraph, 'fldChar')
		.filter((tag) => xml.value(tag, 'fldCharType') === 'begin');
	return (
		ends.length - begins.length >= open &&
		xml.all(paragraph, 'hyperlink').length === 0 &&
		begins.length === 0
	);
}

function hidden(tree: xml.Tree, styles: Styles, findings: Findings): void {
	for (const run of xml.all(tree, 'r')) {
		const properties = xml.child(run, 'rPr');
		const own = xml.isOn(xml.child(properties, 'vanish'));
		const style = styles.of(xml.value(xml.child(properties, 'rStyle')));
		if (!(own ?? style.isHidden)) continue;
		if (xml.all(run, 't').length > 0) findings.hidden++;
		xml.remove(run);
	}
}

/** What mammoth would skip with the text inside it. */
function unwrapped(tree: xml.Tree): void {
	for (const tag of xml.all(tree, 'fldSimple', 'bdo', 'dir')) {
		if (tag.localName === 'fldSimple' && /^\s*TOC\b/.test(xml.value(tag, 'instr') ?? ''))
			xml.remove(tag);
		else xml.replaceWith(tag, [...xml.children(tag)]);
	}
	for (const tag of xml.all(tree, 'ruby')) {
		const run = xml.ancestor(tag, 'r');
		const below = xml.child(tag, 'rubyBase');
		if (run && below) xml.replaceWith(run, xml.children(below, 'r'));
	}
	for (const tag of xml.all(tree, 'oMath')) {
		if (tag.parentNode)
			xml.replaceWith(tag, [
				textRun(
					tree,
					xml
						.all(tag, 't')
						.map((t) => t.textContent)
						.join('')
				)
			]);
	}
	for (const tag of xml.all(tree, 'oMathPara')) xml.replaceWith(tag, [...xml.children(tag, 'r')]);
	for (const tag of xml.all(tree, 'cr', 'ptab'))
		xml.replaceWith(tag, [made(tree, tag.localName === 'cr' ? 'br' : 'tab')]);
}

/** Text boxes come after the paragraph they hang on, pictures become the words that stand for them. */
function boxesAndPictures(tree: xml.Tree, book: Book, findings: Findings): void {
	for (const holder of xml.all(tree, 'AlternateContent', 'drawing', 'pict')) {
		const paragraph = xml.ancestor(holder, 'p');
		if (!holder.parentNode || !paragraph || isDetached(paragraph)) continue;
		const [box] = xml.all(holder, 'txbxContent');
		if (box) xml.insertAfter(paragraph, xml.children(box, 'p', 'tbl', 'sdt'));
		else if (xml.all(holder, 'blip', 'imagedata').length > 0) {
			const alt = altOf(holder);
			// Those with words for them are counted where they become figures.
			if (!alt) findings.pictures++;
			xml.insertAfter(paragraph, alt ? [figure(tree, alt, book)] : []);
		} else if (holder.localName === 'AlternateContent' && xml.all(holder, 't').length > 0) {
			const choice = xml.child(holder, 'Fallback') ?? xml.child(holder, 'Choice');
			xml.replaceWith(holder, choice ? [...xml.children(choice)] : []);
			continue;
		}
		xml.remove(holder);
	}
}

function isDetached(node: Node): boolean {
	let at: Node | null = node;
	while (at.parentNode) at = at.parentNode;
	return at.nodeType !== 9;
}

function altOf(holder: xml.Tag): string {
	const [properties] = xml.all(holder, 'docPr');
	const [shape] = xml.all(holder, 'shape');
	const said = [
		xml.value(properties, 'descr'),
		xml.value(properties, 'title'),
		xml.value(shape, 'alt')
	];
	return said.find((text) => text?.trim())?.trim() ?? '';
}

function figure(tree: xml.Tree, alt: string, book: Book): xml.Tag {
	const paragraph = made(tree, 'p');
	paragraph.appendChild(made(tree, 'pPr'));
	paragraph.appendChild(textRun(tree, 'picture'));
	setStyle(paragraph, book.facts.push(plainly('picture', alt)) - 1);
	return paragraph;
}

function textRun(tree: xml.Tree, text: string): xml.Tag {
	const run = made(tree, 'r');
	const words = made(tree, 't');
	words.appendChild(tree.createTextNode(text));
	run.appendChild(words);
	return run;
}

function made(tree: xml.Tree, name: string): xml.Tag {
	const { prefix, namespaceURI } = tree.documentElement;
	return tree.createElementNS(namespaceURI, prefix ? `${prefix}:${name}` : name);
}

/** Numbering goes too: lists are put together from the facts. */
function mark(paragraph: xml.Tag, book: Book): void {
	const style = xml.value(xml.child(xml.child(paragraph, 'pPr'), 'pStyle'));
	if (indexOf(style) !== null) return;
	setStyle(paragraph, book.facts.push(factsOf(paragraph, book.styles, book.numbering)) - 1);
}

function setStyle(paragraph: xml.Tag, index: number): void {
	const tree = paragraph.ownerDocument;
	const properties = xml.child(paragraph, 'pPr') ?? made(tree, 'pPr');
	if (!properties.parentNode) paragraph.insertBefore(properties, paragraph.firstChild);
	for (const tag of xml.children(properties, 'pStyle', 'numPr')) xml.remove(tag);
	const style = made(tree, 'pStyle');
	const { prefix, namespaceURI } = tree.documentElement;
	style.setAttributeNS(namespaceURI, prefix ? `${prefix}:val` : 'val', styleFor(index));
	properties.insertBefore(style, properties.firstChild);
}
