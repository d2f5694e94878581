/** What a version of a text is, and what can have happened to a unit since the one before. Pure. */

export const changeKinds = [
	'correction',
	'change',
	'addition',
	'removal',
	'split',
	'merge',
	'move'
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Whether votes given before stay counted: the words are, in substance, the same. */
export const keepsVotes = (kind: ChangeKind) => kind === 'correction' || kind === 'move';

/** How a contribution caused a change. */
export const hows = ['because', 'accepted', 'adapted'] as const;
export type How = (typeof hows)[number];
