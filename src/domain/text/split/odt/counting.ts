/** What numbered lists and headings of an OpenDocument text count with, and how far they are. */

import type { Marker } from '../../unit.ts';
import * as xml from '../office/xml.ts';
import { written } from '../place.ts';

export type Rule = {
	marker: Marker;
	format: string;
	prefix: string;
	suffix: string;
	/** How many levels the number shows: 2 for `1.1`. */
	shown: number;
	start: number;
};

const markers: Record<string, Marker> = {
	'1': 'decimal',
	a: 'lower-alpha',
	A: 'upper-alpha',
	i: 'lower-roman',
	I: 'upper-roman'
};
const formats: Record<string, string> = {
	a: 'lowerLetter',
	A: 'upperLetter',
	i: 'lowerRoman',
	I: 'upperRoman',
	'': 'none'
};

/** The rules of a list style or of the outline, by level from 0. */
export function rulesOf(style: xml.Tag | undefined): Rule[] {
	const rules: Rule[] = [];
	for (const tag of style ? xml.children(style) : []) {
		const level = xml.integer(xml.value(tag, 'level'));
		if (level !== null && level >= 1 && level <= 10) rules[level - 1] = ruleOf(tag);
	}
	// Some converters give a nested list only the rule of the first level.
	return Array.from({ length: 10 }, (_, level) => rules[level] ?? rules.findLast(Boolean)).filter(
		(rule) => rule !== undefined
	);
}

function ruleOf(tag: xml.Tag): Rule {
	const isNumber = /-(number|level-style)$/.test(tag.localName);
	const format = isNumber ? (xml.value(tag, 'num-format') ?? '') : '';
	return {
		marker: isNumber && format ? (markers[format.slice(0, 1)] ?? 'decimal') : 'bullet',
		format: formats[format.slice(0, 1)] ?? 'decimal',
		prefix: isNumber ? (xml.value(tag, 'num-prefix') ?? '') : '',
		suffix: isNumber ? (xml.value(tag, 'num-suffix') ?? '') : '',
		shown: Math.min(10, Math.max(1, xml.integer(xml.value(tag, 'display-levels')) ?? 1)),
		start: xml.integer(xml.value(tag, 'start-value')) ?? 1
	};
}

/** As it is shown before the words: `1.1`, `Article 3`, `(b)`; empty for bullets. */
export function labelOf(rules: Rule[], level: number, counts: number[]): string {
	const rule = rules[level];
	if (!rule || rule.format === 'none') return '';
	const numbers = rules
		.slice(Math.max(0, level + 1 - rule.shown), level + 1)
		.map((above, at, { length }) => {
			const here = level + 1 - length + at;
			return written(counts[here] ?? above.start, above.format);
		})
		.filter(Boolean);
	return `${rule.prefix}${numbers.join('.')}${rule.suffix}`.trim();
}

/** Counts headings, to be called once for each in order. */
export function outlineOf(style: xml.Tag | undefined) {
	const rules = rulesOf(style);
	const counts: number[] = [];
	return (level: number, restart: number | null): string => {
		const rule = rules[level];
		const before = counts[level];
		counts[level] = restart ?? (before === undefined ? (rule?.start ?? 1) : before + 1);
		counts.length = level + 1;
		return labelOf(rules, level, counts);
	};
}
