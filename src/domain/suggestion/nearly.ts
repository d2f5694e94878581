/** Suggestions that come to nearly the same, so that they can stand together. Pure. */

import type { Difference } from './difference.ts';

/** The words a suggestion takes away and puts in; their order does not matter. */
export type Changes = ReadonlySet<string>;

const words = /[\p{L}\p{N}\p{M}]+/gu;

export function changesOf({ pieces }: Difference): Changes {
	const changes = new Set<string>();
	for (const { kind, runs } of pieces) {
		if (kind === 'same') continue;
		const text = runs.map((run) => run.text).join('');
		for (const [word] of text.matchAll(words))
			changes.add((kind === 'inserted' ? '+' : '-') + word.toLowerCase());
	}
	return changes;
}

/** From this share of changes in common, two suggestions are nearly one. */
const enough = 0.8;

/** Whether two suggestions change nearly the same; where neither changes a word, both touch only its form. */
export function isNearly(a: Changes, b: Changes): boolean {
	if (a.size === 0 || b.size === 0) return a.size === b.size;
	const shared = [...a].filter((change) => b.has(change)).length;
	return shared / (a.size + b.size - shared) >= enough;
}

type Comparable = { act: string; changes: Changes };

/** Groups in the order given: each begins with its first, near ones follow it. */
export function groupsOf<One extends Comparable>(all: readonly One[]): One[][] {
	const groups: [One, ...One[]][] = [];
	for (const one of all) {
		const group = groups.find(
			([first]) => first.act === one.act && isNearly(first.changes, one.changes)
		);
		if (group) group.push(one);
		else groups.push([one]);
	}
	return groups;
}
