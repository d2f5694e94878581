/** Word's numbering: which list a paragraph is in, what it counts with and what number it shows. */

import type { Marker } from '../../unit.ts';
import * as xml from '../office/xml.ts';
import { written, type Place } from '../place.ts';

type LevelRule = {
	format: string;
	pattern: string;
	start: number;
	indent: number;
	style: string | null;
};
type Num = { abstract: string; levels: LevelRule[]; restarts: Map<number, number> };

export type Numbering = {
	/** Counts: to be called once for each paragraph, in order. */
	next: (numId: string, level: number) => Place | null;
	levelOfStyle: (numId: string, styleId: string) => number | null;
};

export function numberingOf(tree: xml.Tree | null): Numbering {
	const nums = read(tree);
	const counters = new Map<string, number[]>();
	const begun = new Set<string>();

	const next = (numId: string, wanted: number): Place | null => {
		const num = nums.get(numId);
		const level = Math.min(Math.max(0, wanted), 8);
		const rule = num?.levels[level];
		if (!num || !rule) return null;
		const count = counters.get(num.abstract) ?? [];
		counters.set(num.abstract, count);
		const restart = begun.has(`${numId} ${level}`) ? undefined : num.restarts.get(level);
		begun.add(`${numId} ${level}`);
		count[level] = restart ?? (count[level] === undefined ? rule.start : (count[level] ?? 0) + 1);
		count.length = level + 1;
		return placeOf(numId, level, num, rule, count);
	};
	const levelOfStyle = (numId: string, styleId: string) => {
		const level = nums.get(numId)?.levels.findIndex(({ style }) => style === styleId) ?? -1;
		return level === -1 ? null : level;
	};
	return { next, levelOfStyle };
}

function placeOf(numId: string, level: number, num: Num, rule: LevelRule, count: number[]): Place {
	const isBullet = rule.format === 'bullet' || rule.format === 'none';
	const label = rule.pattern.replace(/%([1-9])/g, (_, digit: string) => {
		const at = Number(digit) - 1;
		const above = num.levels[at];
		return above ? written(count[at] ?? above.start, above.format) : '';
	});
	return {
		numId,
		level,
		indent: rule.indent,
		marker: isBullet ? 'bullet' : (byFormat[rule.format] ?? 'decimal'),
		number: count[level] ?? rule.start,
		label: rule.format === 'bullet' ? '' : label.trim(),
		isContinuation: isBullet && rule.pattern.trim() === ''
	};
}

function read(tree: xml.Tree | null): Map<string, Num> {
	if (!tree) return new Map();
	const abstracts = new Map<string, LevelRule[]>();
	const byStyleLink = new Map<string, LevelRule[]>();
	for (const tag of xml.all(tree, 'abstractNum')) {
		const levels: LevelRule[] = [];
		for (const level of xml.children(tag, 'lvl')) levels[levelAt(level)] = ruleOf(level);
		abstracts.set(xml.value(tag, 'abstractNumId') ?? '', levels);
		const link = xml.value(xml.child(tag, 'styleLink'));
		if (link) byStyleLink.set(link, levels);
	}
	for (const tag of xml.all(tree, 'abstractNum')) {
		const link = byStyleLink.get(xml.value(xml.child(tag, 'numStyleLink')) ?? '');
		if (link) abstracts.set(xml.value(tag, 'abstractNumId') ?? '', link);
	}
	return new Map(xml.all(tree, 'num').map((tag) => numOf(tag, abstracts)));
}

const levelAt = (tag: xml.Tag) =>
	Math.min(8, Math.max(0, xml.integer(xml.value(tag, 'ilvl')) ?? 0));

function numOf(tag: xml.Tag, abstracts: Map<string, LevelRule[]>): [string, Num] {
	const abstract = xml.value(xml.child(tag, 'abstractNumId')) ?? '';
	const levels = [...(abstracts.get(abstract) ?? [])];
	const restarts = new Map<number, number>();
	for (const override of xml.children(tag, 'lvlOverride')) {
		const level = levelAt(override);
		const own = xml.child(override, 'lvl');
		if (own) levels[level] = ruleOf(own);
		const start = xml.integer(xml.value(xml.child(override, 'startOverride')));
		if (start !== null) restarts.set(level, start);
	}
	return [xml.value(tag, 'numId') ?? '', { abstract, levels, restarts }];
}

const ruleOf = (tag: xml.Tag): LevelRule => ({
	format: xml.value(xml.child(tag, 'numFmt')) ?? 'decimal',
	pattern: xml.value(xml.child(tag, 'lvlText')) ?? '',
	start: xml.integer(xml.value(xml.child(tag, 'start'))) ?? 1,
	indent: indent(xml.child(xml.child(tag, 'pPr'), 'ind')),
	style: xml.value(xml.child(tag, 'pStyle'))
});

const indent = (tag: xml.Tag | undefined) =>
	xml.integer(xml.value(tag, 'start') ?? xml.value(tag, 'left')) ?? 0;

const byFormat: Record<string, Marker> = {
	lowerLetter: 'lower-alpha',
	upperLetter: 'upper-alpha',
	lowerRoman: 'lower-roman',
	upperRoman: 'upper-roman'
};
