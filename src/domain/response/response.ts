/** A reasoned response: what became of contributions, and why. What it is and what the rules ask of it. */

export const kinds = ['included', 'included_with_changes', 'not_included'] as const;
export type Kind = (typeof kinds)[number];

/** The five parts of the handbook (§2.1.d), in its order. */
export const parts = ['input', 'consideration', 'influence', 'reasons', 'beyond'] as const;
export type Part = (typeof parts)[number];
export type Parts = Record<Part, string>;

export const states = ['draft', 'review', 'published', 'superseded'] as const;
export type State = (typeof states)[number];

export const limits = {
	part: 5000,
	decidedBy: 200,
	linkTitle: 200,
	href: 1000,
	units: 100,
	references: 20,
	/** Contributions named by their references in one go; groups have no such limit. */
	named: 200
} as const;

/** What a response changed or rests on, beside the units it changed. */
export type Reference = { kind: 'decision' | 'commitment'; title: string; href: string | null };
export const referenceKinds = ['decision', 'commitment'] as const;

/** All that is written in a draft; a revision keeps just this. */
export type Fields = Parts & {
	kind: Kind | null;
	lang: string;
	decidedBy: string;
	/** A day, as 2027-01-14. */
	consideredOn: string | null;
	/** The body that answers. */
	agencyId: string | null;
	/** Ids of the units it changed. */
	units: readonly string[];
	references: readonly Reference[];
};
export type Field = keyof Fields;
export const fields = [
	'kind',
	'lang',
	...parts,
	'decidedBy',
	'consideredOn',
	'agencyId',
	'units',
	'references'
] as const satisfies readonly Field[];

export const isKind = (word: unknown): word is Kind => kinds.some((one) => one === word);

/** Words between square brackets on one line: […], [date of the meeting]. */
const bracketed = /\[[^[\]\n]{0,200}\]/gu;
/** Brackets that hold nothing are a gap whoever wrote them; [sic] is one only where a template has it. */
const nothing = /^\[[\s.…_]*\]$/u;

/** The gaps of a template. */
export const gapsOf = (texts: readonly string[]): Set<string> =>
	new Set(texts.flatMap((text) => text.match(bracketed) ?? []));

export const holdsGap = (text: string, gaps: ReadonlySet<string> = new Set()): boolean =>
	(text.match(bracketed) ?? []).some((gap) => nothing.test(gap) || gaps.has(gap));

export type Fault =
	| { code: 'part_missing'; field: Part }
	| { code: 'kind_missing'; field: 'kind' }
	| { code: 'decided_by_missing'; field: 'decidedBy' }
	| { code: 'placeholder_stands'; field: Part | 'decidedBy' }
	| { code: 'reasons_not_specific'; field: 'reasons' }
	| { code: 'change_not_linked'; field: 'units' }
	| { code: 'unit_unchanged'; field: 'units'; numbers: string[] };

/** What the rules need to know beside the words. */
export type Known = {
	/** What the template it was begun with says as reasons. */
	templateReasons: string | null;
	/** Its gaps, as they stand in brackets. */
	gaps: ReadonlySet<string>;
	/** The units that really have other words, by id. */
	changed: ReadonlySet<string>;
	/** What a unit is called: P7. */
	nameOf: (unitId: string) => string;
};

/** Everything that keeps a draft from being published; empty when nothing in its words does. */
export function faultsOf(draft: Fields, known: Known): Fault[] {
	const faults: Fault[] = [];
	if (!draft.kind) faults.push({ code: 'kind_missing', field: 'kind' });
	for (const part of parts) {
		if (!draft[part].trim()) faults.push({ code: 'part_missing', field: part });
		else if (holdsGap(draft[part], known.gaps))
			faults.push({ code: 'placeholder_stands', field: part });
	}
	if (sameWords(draft.reasons, known.templateReasons))
		faults.push({ code: 'reasons_not_specific', field: 'reasons' });
	if (!draft.decidedBy.trim()) faults.push({ code: 'decided_by_missing', field: 'decidedBy' });
	else if (holdsGap(draft.decidedBy, known.gaps))
		faults.push({ code: 'placeholder_stands', field: 'decidedBy' });
	return [...faults, ...linkFaults(draft, known)];
}

/** "With changes" that nobody can look up is only a politer refusal; so is one that changed nothing. */
function linkFaults({ kind, units }: Fields, { changed, nameOf }: Known): Fault[] {
	if (kind === 'included_with_changes' && units.length === 0)
		return [{ code: 'change_not_linked', field: 'units' }];
	const unchanged = units.filter((unit) => !changed.has(unit));
	return unchanged.length
		? [{ code: 'unit_unchanged', field: 'units', numbers: unchanged.map(nameOf) }]
		: [];
}

/** A reason that is word for word the template's was given for nobody in particular. */
const sameWords = (given: string, template: string | null) =>
	template !== null && given.trim() !== '' && bare(given) === bare(template);

const bare = (text: string) =>
	text
		.toLowerCase()
		.replace(/[\s\p{P}]+/gu, ' ')
		.trim();
