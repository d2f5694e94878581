/** What may be said about a unit with one click, and what many such clicks come to. */

export const values = ['agree', 'changes', 'disagree', 'unsure'] as const;
export type Value = (typeof values)[number];
export const isValue = (text: string): text is Value => values.includes(text as Value);

export const voterKinds = ['person', 'organisation', 'guest'] as const;
export type VoterKind = (typeof voterKinds)[number];
export type Counts = Record<Value, number>;
/** One vote per person, one per organisation and one per guest without a verified address, counted apart. */
export type Tally = Record<VoterKind, Counts>;

/** An organisation's vote, public by its name. */
export type Body = { slug: string; name: string; value: Value };

export const noCounts = (): Counts => ({ agree: 0, changes: 0, disagree: 0, unsure: 0 });
export const noTally = (): Tally => ({
	person: noCounts(),
	organisation: noCounts(),
	guest: noCounts()
});

export const total = ({ agree, changes, disagree, unsure }: Counts) =>
	agree + changes + disagree + unsure;

/** Whether anyone has voted at all. */
export const hasVotes = (tally: Tally) => voterKinds.some((kind) => total(tally[kind]) > 0);

export const sum = (a: Counts, b: Counts): Counts => ({
	agree: a.agree + b.agree,
	changes: a.changes + b.changes,
	disagree: a.disagree + b.disagree,
	unsure: a.unsure + b.unsure
});

/** The verified votes of a unit: whoever is a guest is told apart, wherever votes are added up. */
export const together = (tally: Tally): Counts => sum(tally.person, tally.organisation);

/** Who votes: the organisation spoken for, or the person as what they are. */
export const voterOf = (
	viewer: { id: string; guest?: true },
	organisation: { id: string } | null | undefined
): { voterId: string; voterKind: VoterKind; personId: string } => ({
	voterId: organisation?.id ?? viewer.id,
	voterKind: organisation ? 'organisation' : viewer.guest ? 'guest' : 'person',
	personId: viewer.id
});

/** Fewer votes than this say nothing about a level of agreement, and might say who voted. */
export const fewest = 5;

/** Agree and agree with changes among all who are not unsure; null while too few have voted. */
export function levelOfAgreement(counts: Counts): number | null {
	const decided = counts.agree + counts.changes + counts.disagree;
	return total(counts) < fewest || decided === 0 ? null : (counts.agree + counts.changes) / decided;
}

/** How much a unit is disputed: the size of the smaller side. */
export const dispute = ({ agree, changes, disagree }: Counts) =>
	Math.min(agree + changes, disagree);
