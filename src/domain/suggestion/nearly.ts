/** Suggestions that come to nearly the same, so that they can stand together. Pure. */

import type { Difference } from './difference.ts';

/** The words a suggestion takes away and puts in; their order does not matter. */
export type Changes = { deleted: ReadonlySet<string>; inserted: ReadonlySet<string> };

const words = /[\p{L}\p{N}\p{M}]+/gu;

export function changesOf({ pieces }: Difference): Changes {
	const changes = { deleted: new Set<string>(), inserted: new Set<string>() };
	for (const { kind, runs } of pieces) {
		if (kind === 'same') continue;
		const text = runs.map((run) => run.text).join('');
		for (const [word] of text.matchAll(words)) changes[kind].add(word.toLowerCase());
	}
	return changes;
}

/** From this share of words in common, both of what goes and of what comes, two suggestions are nearly one. */
const enough = 0.7;

/** Whether two suggestions change nearly the same; where neither changes a word, both touch only its form. */
export const isNearly = (a: Changes, b: Changes) =>
	shared(a.deleted, b.deleted) >= enough && shared(a.inserted, b.inserted) >= enough;

/** One change within the other: from this many words put in by both, and this share of the smaller one's. */
const within = { words: 3, share: 0.9 };

/** Whether two suggestions are nearly one, or one holds the other and changes more besides. */
export const isLike = (a: Changes, b: Changes) => isNearly(a, b) || holds(a, b) || holds(b, a);

const holds = (more: Changes, less: Changes) =>
	more.inserted.intersection(less.inserted).size >= within.words &&
	held(more.inserted, less.inserted) >= within.share &&
	held(more.deleted, less.deleted) >= enough;

const held = (more: ReadonlySet<string>, less: ReadonlySet<string>) =>
	less.size === 0 ? 1 : more.intersection(less).size / less.size;

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
	if (a.size === 0 && b.size === 0) return 1;
	const common = a.intersection(b).size;
	return common / (a.size + b.size - common);
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
