/** HTML that Word wrote has no lists, only paragraphs that say where in one they stand. */

import type { Element, Root, RootContent } from 'hast';
import type { Marker } from '../unit.ts';
import { listed } from './listed.ts';
import { plainly } from './office/facts.ts';
import type { Place } from './place.ts';
import { attribute, elements, is, isElement, text } from './tree.ts';

export function withLists(root: Root): void {
	for (const holder of [...elements(root)])
		if (holder.children.some((child) => isElement(child) && standing(child))) regroup(holder);
}

function regroup(holder: Element): void {
	const shaped = holder.children.filter(isElement).map((made) => {
		const found = is(made, 'p') ? standing(made) : null;
		const place = found && placeOf(made, found);
		return { facts: { ...plainly('text'), place }, made };
	});
	holder.children = listed(shaped).map(({ made }) => made);
}

type Standing = { list: string; level: number };

function standing(element: Element): Standing | null {
	const [, list = '', level = ''] =
		/mso-list:\s*(l\d+)\s+level(\d)(?:\s+lfo\d+)?/i.exec(attribute(element, 'style') ?? '') ?? [];
	return is(element, 'p') && list ? { list, level: Number(level) - 1 } : null;
}

/** The mark stands in the text, in a span Word knows to ignore: so it is taken out. */
function placeOf(paragraph: Element, { list, level }: Standing): Place {
	const label = takeLabel(paragraph);
	const { marker, number } = read(label);
	return { numId: list, level, indent: 0, marker, number, label, isContinuation: false };
}

function takeLabel(paragraph: Element): string {
	for (const holder of [paragraph, ...elements(paragraph)]) {
		const at = holder.children.findIndex((child) => isIgnored(child));
		if (at === -1) continue;
		const [mark] = holder.children.splice(at, 1);
		return mark ? text(mark).trim() : '';
	}
	return '';
}

const isIgnored = (node: RootContent) =>
	isElement(node) && /mso-list:\s*ignore/i.test(attribute(node, 'style') ?? '');

function read(label: string): { marker: Marker; number: number } {
	const bare = label.replace(/[().\s]/g, '');
	if (/^\d+$/.test(bare)) return { marker: 'decimal', number: Number(bare) };
	if (/^[a-z]$/.test(bare) && /[.)]/.test(label) && bare !== 'i')
		return { marker: 'lower-alpha', number: bare.charCodeAt(0) - 96 };
	if (/^[A-Z]$/.test(bare) && /[.)]/.test(label) && bare !== 'I')
		return { marker: 'upper-alpha', number: bare.charCodeAt(0) - 64 };
	if (/^[ivxl]+$/.test(bare) && /[.)]/.test(label)) return { marker: 'lower-roman', number: 1 };
	if (/^[IVXL]+$/.test(bare) && /[.)]/.test(label)) return { marker: 'upper-roman', number: 1 };
	return { marker: 'bullet', number: 1 };
}
