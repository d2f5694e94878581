/**
 * Which of many texts say the same: words weighed by how rare they are, texts near by the words they share,
 * a group around each text that has most others near it. The same texts always make the same groups.
 */

import { termsOf, type Said, type Terms, type Vector } from './terms.ts';

export type Compared = Said & {
	/** The place of the text it is a copy of; nothing where it stands for itself. */
	copyOf?: number;
};

export type Proposal = {
	/** Places of the texts, the one in the middle first. */
	members: number[];
	/** The words they share, the most telling first. */
	shared: string[];
};

/** From this share of common words on, two texts are near. */
const near = 0.24;
/** Groups whose middles are this near are one. */
const merged = 0.5;
const mostNear = 200;
export const mostProposals = 200;
export const mostMembers = 500;
const sharedWords = 8;

type Tick = (percent: number) => void;

/** Proposed groups, the largest first. */
export function groupsOf(texts: readonly Compared[], tick: Tick = () => undefined): Proposal[] {
	const { heads, copies } = collapsed(texts);
	const said = heads.map((at) => texts[at] as Compared);
	const terms = termsOf(said, (share) => tick(Math.round(share * 30)));
	const index = indexOf(terms.vectors, terms.termCount);
	const neighbours = terms.vectors.map((vector, at) => {
		if (at % 64 === 0) tick(30 + Math.round((at / said.length) * 55));
		return nearest(vector, index, near, mostNear).filter(({ at: other }) => other !== at);
	});
	const stars = gathered(neighbours, copies, heads);
	tick(90);
	const groups = joined(stars, terms).map((members) => ({
		members: members.flatMap((at) => [heads[at] ?? 0, ...(copies.get(heads[at] ?? 0) ?? [])]),
		shared: sharedBy(members, terms)
	}));
	tick(98);
	return groups
		.filter(({ members }) => members.length > 1)
		.sort(
			(a, b) => b.members.length - a.members.length || (a.members[0] ?? 0) - (b.members[0] ?? 0)
		)
		.slice(0, mostProposals)
		.map(({ members, shared }) => ({ members: members.slice(0, mostMembers), shared }));
}

export type Candidate = { at: number; share: number; shared: string[] };

/** Texts without a mark that are like those with one, the nearest first, each with the words it shares with them. */
export function likeMarked(
	texts: readonly Compared[],
	marked: ReadonlySet<number>,
	tick: Tick = () => undefined
): Candidate[] {
	const terms = termsOf(texts, (share) => tick(Math.round(share * 60)));
	const those = indexOf(
		terms.vectors.map((vector, at) => (marked.has(at) ? vector : empty)),
		terms.termCount
	);
	const found = terms.vectors.flatMap((vector, at): Candidate[] => {
		if (at % 64 === 0) tick(60 + Math.round((at / texts.length) * 38));
		if (marked.has(at)) return [];
		const [best] = nearest(vector, those, likeEnough, 1);
		const other = best && terms.vectors[best.at];
		return other ? [{ at, share: best.share, shared: sharedBetween(vector, other, terms) }] : [];
	});
	return found.sort((a, b) => b.share - a.share || a.at - b.at).slice(0, mostProposals);
}

/** To be shown as of a theme takes less than to say the same. */
const likeEnough = 0.18;
const empty: Vector = { terms: new Int32Array(), weights: new Float32Array() };

/** Copies stand behind the first of them: what nearly everybody sent in is compared once. */
function collapsed(texts: readonly Compared[]) {
	const firstOf = new Map<string, number>();
	const copies = new Map<number, number[]>();
	const heads: number[] = [];
	for (const [at, { text, lang, copyOf }] of texts.entries()) {
		const key = `${lang} ${text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}`;
		const first =
			copyOf !== undefined && copyOf < at ? headOf(copyOf, texts, firstOf) : firstOf.get(key);
		if (first === undefined) {
			firstOf.set(key, at);
			heads.push(at);
		} else copies.set(first, [...(copies.get(first) ?? []), at]);
	}
	return { heads, copies };
}

function headOf(
	at: number,
	texts: readonly Compared[],
	firstOf: ReadonlyMap<string, number>
): number {
	const one = texts[at];
	if (!one) return at;
	const key = `${one.lang} ${one.text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}`;
	return firstOf.get(key) ?? at;
}

type Index = { at: Int32Array; weight: Float32Array; starts: Int32Array; size: number };

/** For each word the texts that have it. */
function indexOf(vectors: readonly Vector[], termCount: number): Index {
	const starts = new Int32Array(termCount + 1);
	for (const { terms } of vectors)
		for (const term of terms) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
	for (let term = 0; term < termCount; term++)
		starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
	const next = starts.slice();
	const at = new Int32Array(starts[termCount] ?? 0);
	const weight = new Float32Array(at.length);
	for (const [place, { terms, weights }] of vectors.entries()) {
		for (const [n, term] of terms.entries()) {
			const slot = next[term] ?? 0;
			next[term] = slot + 1;
			at[slot] = place;
			weight[slot] = weights[n] ?? 0;
		}
	}
	return { at, weight, starts, size: vectors.length };
}

type Near = { at: number; share: number };
let sums = new Float32Array(0);

/** The texts nearest to one, and how near: the cosine of the angle between them. */
function nearest({ terms, weights }: Vector, index: Index, least: number, most: number): Near[] {
	if (sums.length < index.size) sums = new Float32Array(index.size);
	const met: number[] = [];
	for (let n = 0; n < terms.length; n++) {
		const own = weights[n] ?? 0;
		const term = terms[n] ?? 0;
		const end = index.starts[term + 1] ?? 0;
		for (let slot = index.starts[term] ?? 0; slot < end; slot++) {
			const at = index.at[slot] ?? 0;
			if (sums[at] === 0) met.push(at);
			sums[at] = (sums[at] ?? 0) + own * (index.weight[slot] ?? 0);
		}
	}
	const found: Near[] = [];
	for (const at of met) {
		const share = sums[at] ?? 0;
		sums[at] = 0;
		if (share >= least) found.push({ at, share });
	}
	return found.sort((a, b) => b.share - a.share || a.at - b.at).slice(0, most);
}

/** Around the text with most others near it, then around the next of those left. */
function gathered(
	neighbours: readonly Near[][],
	copies: ReadonlyMap<number, number[]>,
	heads: readonly number[]
): number[][] {
	const taken = new Uint8Array(neighbours.length);
	const nearness = neighbours.map((near) => near.reduce((all, { share }) => all + share, 0));
	const order = neighbours
		.map((_, at) => at)
		.sort((a, b) => (nearness[b] ?? 0) - (nearness[a] ?? 0) || a - b);
	const stars: number[][] = [];
	for (const middle of order) {
		if (taken[middle]) continue;
		const members = [
			middle,
			...(neighbours[middle] ?? []).map(({ at }) => at).filter((at) => !taken[at])
		];
		if (members.length < 2 && !copies.has(heads[middle] ?? -1)) continue;
		for (const at of members) taken[at] = 1;
		stars.push(members);
	}
	return stars;
}

/** Groups about the same become one: the smaller joins the first larger one whose middle is near enough. */
function joined(stars: readonly number[][], terms: Terms): number[][] {
	const sorted = stars.toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
	const middles = sorted.map((members) => middleOf(members, terms));
	const index = indexOf(middles, terms.termCount);
	const into = sorted.map((_, at) => at);
	for (const at of into.keys()) {
		const middle = middles[at];
		const target = middle && nearest(middle, index, merged, 50).find((one) => one.at < at);
		if (target) into[at] = into[target.at] ?? at;
	}
	const groups = new Map<number, number[]>();
	for (const [at, target] of into.entries())
		groups.set(target, [...(groups.get(target) ?? []), ...(sorted[at] ?? [])]);
	return [...groups.values()];
}

/** The words of a group's members on average. */
function middleOf(members: readonly number[], { vectors }: Terms): Vector {
	const sum = new Map<number, number>();
	for (const at of members) {
		const { terms, weights } = vectors[at] ?? empty;
		for (const [n, term] of terms.entries())
			sum.set(term, (sum.get(term) ?? 0) + (weights[n] ?? 0));
	}
	const kept = [...sum].sort(([a, w], [b, v]) => v - w || a - b).slice(0, 60);
	const length = Math.hypot(...kept.map(([, w]) => w)) || 1;
	kept.sort(([a], [b]) => a - b);
	return {
		terms: Int32Array.from(kept, ([term]) => term),
		weights: Float32Array.from(kept, ([, w]) => w / length)
	};
}

/** The words most of a group have, by what they weigh together. */
function sharedBy(members: readonly number[], { vectors, wordOf }: Terms): string[] {
	const found = new Map<number, { count: number; weight: number }>();
	for (const at of members) {
		const { terms, weights } = vectors[at] ?? empty;
		for (const [n, term] of terms.entries()) {
			const one = found.get(term) ?? { count: 0, weight: 0 };
			found.set(term, { count: one.count + 1, weight: one.weight + (weights[n] ?? 0) });
		}
	}
	const least = Math.max(2, Math.ceil(members.length * 0.3));
	const all = [...found].sort(([a, one], [b, other]) => other.weight - one.weight || a - b);
	const many = all.filter(([, { count }]) => count >= Math.min(least, members.length));
	return (many.length ? many : all).slice(0, sharedWords).map(([term]) => wordOf(term));
}

function sharedBetween(one: Vector, other: Vector, { wordOf }: Terms): string[] {
	const weights = new Map([...other.terms].map((term, n) => [term, other.weights[n] ?? 0]));
	return [...one.terms]
		.map((term, n) => ({ term, weight: (one.weights[n] ?? 0) * (weights.get(term) ?? 0) }))
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight || a.term - b.term)
		.slice(0, sharedWords)
		.map(({ term }) => wordOf(term));
}
