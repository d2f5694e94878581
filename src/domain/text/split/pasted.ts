/** Pasted text: an empty line ends a paragraph; lines with marks are lists, with tabs a table. */

import type { Element, ElementContent, Root } from 'hast';
import type { Findings } from './findings.ts';
import { readHtml, type Reading } from './html.ts';
import { element, string } from './tree.ts';

export function readPasted(source: string, findings: Findings): Reading {
	// Only a whole element makes it HTML: "a < b" and "<name>" are words.
	if (
		/^\s*(<!doctype html|<html[\s>]|<(p|div|h[1-6]|ul|ol|table|section|article|span|meta)\b[^>]*>[\s\S]*<\/)/i.test(
			source
		)
	)
		return readHtml(source, findings);
	const paragraphs = source
		.replace(/\r\n?|[\u2028\u0085]/g, '\n')
		.split(/\n[^\S\n]*(?:\n[^\S\n]*)+|\u2029/)
		.map((paragraph) => paragraph.split('\n').filter((line) => line.trim() !== ''))
		.filter((lines) => lines.length > 0);
	const root: Root = { type: 'root', children: paragraphs.flatMap(block) };
	return { root, title: null, language: null };
}

function block(lines: string[]): Element[] {
	const cells = lines.map((line) => line.trim().split('\t'));
	const width = cells[0]?.length ?? 0;
	if (lines.length > 1 && width > 1 && cells.every((row) => row.length === width))
		return [grid(cells)];

	const first = lines.findIndex((line) => bullet.test(line) || ordered.test(line));
	if (first === -1) return [paragraph(lines)];
	const pattern = bullet.test(lines[first] ?? '') ? bullet : ordered;
	const marked = lines.filter((line) => pattern.test(line)).length;
	// One line with a mark is as likely a dash or a numbered heading.
	if (marked < 2) return [paragraph(lines)];
	const before = lines.slice(0, first);
	return [...(before.length > 0 ? [paragraph(before)] : []), listed(lines.slice(first), pattern)];
}

const bullet = /^\s*[•‣◦▪●○■*–—-]\s+/;
const ordered = /^\s*(\d{1,3})[.)]\s+/;

function paragraph(lines: string[]): Element {
	// Long lines were broken by a page or a mail program, short ones by the writer.
	if (lines.slice(0, -1).every((line) => line.trim().length > 45))
		return element('p', {}, [string(lines.join(' '))]);
	const children = lines.flatMap((line, index): ElementContent[] =>
		index === 0 ? [string(line)] : [element('br'), string(line)]
	);
	return element('p', {}, children);
}

function listed(lines: string[], pattern: RegExp): Element {
	const items: string[] = [];
	for (const line of lines) {
		if (pattern.test(line)) items.push(line.replace(pattern, ''));
		else items[items.length - 1] += ` ${line.trim()}`;
	}
	const start = ordered.exec(lines[0] ?? '')?.[1];
	const children = items.map((item) => element('li', {}, [string(item)]));
	return element(start ? 'ol' : 'ul', start ? { start: Number(start) } : {}, children);
}

const grid = (rows: string[][]): Element =>
	element(
		'table',
		{},
		rows.map((row) =>
			element(
				'tr',
				{},
				row.map((cell) => element('td', {}, [string(cell)]))
			)
		)
	);
