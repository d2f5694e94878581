/** A Word file as the same tree HTML gives: mammoth reads its text, its own facts shape it. */

import type { Element, Root } from 'hast';
import mammoth from 'mammoth';
import { collapse } from '../../characters.ts';
import { tag } from '../../language.ts';
import type { Findings } from '../findings.ts';
import type { Reading } from '../html.ts';
import { limits, stop, stoppedBy } from '../outcome.ts';
import { element, text } from '../tree.ts';
import { open } from '../office/archive.ts';
import type { Facts } from '../office/facts.ts';
import { roleOf, shape } from './shape.ts';
import { numberingOf } from './numbering.ts';
import { partsOf } from './parts.ts';
import { indexOf, prepare, styleFor } from './prepare.ts';
import { stylesOf } from './styles.ts';
import type { Block, WordText } from './word-text.ts';
import * as xml from '../office/xml.ts';

export async function readDocx(bytes: Uint8Array, findings: Findings): Promise<Reading> {
	const { facts, repacked, name, language } = prepared(bytes, findings);
	const document = await contentOf(repacked);
	const { title, rest } = withoutTitleBlock(document.children, facts, findings);
	const root: Root = { type: 'root', children: shape(rest, facts, document, findings) };
	return { root, title: title || name, language };
}

/** A function of its own, so that these trees are gone before mammoth makes its own. */
function prepared(bytes: Uint8Array, findings: Findings) {
	const parts = partsOf(open(bytes));
	const facts: Facts[] = [];
	const book = { facts, styles: stylesOf(parts.styles), numbering: numberingOf(parts.numbering) };
	for (const tree of [parts.main, ...parts.notes]) prepare(tree, book, findings);
	stopIfTooMany(parts.main, facts);
	findings.comments += parts.comments ? xml.all(parts.comments, 'comment').length : 0;
	findings.headersAndFooters = parts.hasHeaders;
	const core = (name: string) =>
		parts.core ? collapse(xml.all(parts.core, name)[0]?.textContent ?? '') : '';
	return {
		facts,
		repacked: parts.repacked(facts.map((_, index) => styleFor(index))),
		name: core('title') || null,
		language: tag(core('language')) ?? declared(book.styles.language)
	};
}

/** Counts what is surely a unit, before the costly part: there may be more. */
function stopIfTooMany(main: xml.Tree, facts: Facts[]): void {
	const body = xml.child(main.documentElement, 'body') ?? main.documentElement;
	const units = xml.children(body, 'p').filter((paragraph) => {
		const style = xml.value(xml.child(xml.child(paragraph, 'pPr'), 'pStyle'));
		const known = facts[indexOf(style) ?? -1];
		const isAlone = known?.role === 'text' && known.place === null && known.indent === 0;
		return isAlone && xml.all(paragraph, 't').some((text) => text.textContent?.trim());
	}).length;
	const { units: limit } = limits;
	if (units > limit) stop({ code: 'too_many_units', units, limit });
}

// A template's default region says nothing of the text.
const declared = (lang: string | null) => (lang === 'en-US' ? 'en' : tag(lang));

async function contentOf(repacked: Uint8Array): Promise<WordText> {
	let found: WordText | null = null;
	const transformDocument = (document: WordText) => {
		found = document;
		return { ...document, children: [] };
	};
	try {
		await mammoth.convertToHtml({ buffer: Buffer.from(repacked) }, { transformDocument });
	} catch (error) {
		if (stoppedBy(error) || error instanceof RangeError) throw error;
		stop({ code: 'damaged' });
	}
	return found ?? stop({ code: 'damaged' });
}

/** Title, subtitle, author and date where the text begins: they name it and are no units. */
function withoutTitleBlock(blocks: Block[], facts: Facts[], findings: Findings) {
	const titles: string[] = [];
	const lines: string[] = [];
	const pictures: Block[] = [];
	let at = 0;
	for (const block of blocks) {
		const words = collapse(textOf(block));
		const role = roleOf(block, facts);
		if (role === 'picture') pictures.push(block);
		else if (role === 'title') titles.push(words);
		else if (role === 'beside-title') lines.push(words);
		else if (words) break;
		at++;
	}
	const title = titles.filter(Boolean).join(' ');
	if (!title) return { title, rest: blocks };
	findings.titleLines.push(...lines.filter(Boolean));
	return { title, rest: [...pictures, ...blocks.slice(at)] };
}

const textOf = (block: Block): string =>
	block.type === 'table' ? 'table' : text(element('p', {}, wordsOf(block)));

function wordsOf(block: Block): Element['children'] {
	const found: Element['children'] = [];
	const waiting: unknown[] = [block];
	for (let next = waiting.shift(); next; next = waiting.shift()) {
		const node = next as { type: string; value?: string; children?: unknown[] };
		if (node.type === 'text') found.push({ type: 'text', value: node.value ?? '' });
		else if (node.type === 'tab' || node.type === 'break') found.push({ type: 'text', value: ' ' });
		waiting.unshift(...(node.children ?? []));
	}
	return found;
}
