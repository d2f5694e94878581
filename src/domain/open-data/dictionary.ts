/** What can be taken away: the tables, their columns in order, and which words explain each. Names never change. */

export const tables = [
	'units',
	'texts',
	'contributions',
	'tallies',
	'responses',
	'themes',
	'changes',
	'links'
] as const;
export type Table = (typeof tables)[number];

export const formats = ['csv', 'json'] as const;
export type Format = (typeof formats)[number];

/** `time` is ISO 8601 in UTC, `share` a number from 0 to 1; an empty cell (JSON: null) says there is none. */
export type Type = 'text' | 'id' | 'number' | 'share' | 'time' | 'truth' | 'address';
export type Column = {
	name: string;
	type: Type;
	/** The words that explain it: `exports.field.<about>`; the name where nothing else is said. */
	about?: string;
	/** Every value there is, where they are counted. */
	values?: readonly string[];
};

const text = (name: string, about?: string): Column => ({ name, type: 'text', about });
const number = (name: string): Column => ({ name, type: 'number' });
const time = (name: string): Column => ({ name, type: 'time' });
const one = (name: string, values: readonly string[], about?: string): Column => ({
	...text(name, about),
	values
});

const consultation = text('consultation');
const unitId: Column = { name: 'unit_id', type: 'id' };
const url: Column = { name: 'url', type: 'address' };

export const columns: Record<Table, readonly Column[]> = {
	units: [
		consultation,
		number('version'),
		unitId,
		number('unit_number'),
		number('position'),
		one('kind', ['heading', 'paragraph', 'list', 'table', 'quote', 'code', 'figure'], 'unit_kind'),
		number('level'),
		text('language'),
		text('text', 'unit_text'),
		text('hash'),
		number('contributions'),
		url
	],
	texts: [
		consultation,
		number('version'),
		unitId,
		number('unit_number'),
		number('position'),
		text('language'),
		{ name: 'original', type: 'truth' },
		text('text', 'unit_text'),
		text('hash'),
		url
	],
	contributions: [
		text('reference'),
		consultation,
		one('place', ['unit', 'section', 'whole']),
		number('unit_number'),
		unitId,
		number('version'),
		text('parent_reference'),
		one('kind', ['comment', 'question', 'evidence', 'suggestion']),
		text('language'),
		text('text'),
		one('suggests', ['replace', 'add', 'remove']),
		text('suggested_text'),
		text('based_on'),
		text('quote'),
		text('quote_before'),
		text('quote_after'),
		number('quote_from'),
		number('quote_to'),
		text('quote_language'),
		text('author'),
		text('organisation'),
		one('author_kind', ['individual', 'organisation', 'unverified']),
		time('received_at'),
		time('edited_at'),
		one('state', ['published', 'held', 'refused', 'withdrawn']),
		{ name: 'redacted', type: 'truth' },
		number('support_people'),
		number('support_organisations'),
		number('support_unverified'),
		number('signatures'),
		text('signed_by'),
		number('replies'),
		url
	],
	tallies: [
		consultation,
		number('version'),
		number('unit_number'),
		unitId,
		number('people_agree'),
		number('people_changes'),
		number('people_disagree'),
		number('people_unsure'),
		number('organisations_agree'),
		number('organisations_changes'),
		number('organisations_disagree'),
		number('organisations_unsure'),
		number('unverified_agree'),
		number('unverified_changes'),
		number('unverified_disagree'),
		number('unverified_unsure'),
		{ name: 'level_of_agreement', type: 'share' },
		url
	],
	responses: [
		text('reference', 'response_reference'),
		consultation,
		one('state', ['published', 'superseded'], 'response_state'),
		one('kind', ['included', 'included_with_changes', 'not_included'], 'response_kind'),
		text('language'),
		text('input'),
		text('consideration'),
		text('influence'),
		text('reasons'),
		text('beyond'),
		text('decided_by'),
		text('considered_on'),
		text('agency'),
		time('published_at'),
		text('supersedes'),
		number('answers'),
		url
	],
	themes: [
		consultation,
		text('theme'),
		text('language'),
		text('name', 'theme_name'),
		one('basis', ['SECTOR', 'JURISDICTION', 'GOVERNANCE']),
		number('carried'),
		url
	],
	changes: [
		consultation,
		number('version'),
		time('published_at'),
		unitId,
		number('unit_number'),
		number('number_before'),
		one(
			'kind',
			['correction', 'change', 'addition', 'removal', 'split', 'merge', 'move'],
			'change_kind'
		),
		{ name: 'moved', type: 'truth' },
		text('note'),
		text('caused_by'),
		text('responses'),
		url
	],
	links: [
		text('reference'),
		consultation,
		one('relation', ['theme', 'group', 'response', 'change']),
		text('target'),
		text('label'),
		number('version'),
		number('unit_number')
	]
};

/** The part of the words' key that explains a column. */
export const aboutOf = ({ name, about }: Column) => about ?? name;

/** Licence of everything that is taken away. */
export const licence = {
	name: 'CC BY 4.0',
	url: 'https://creativecommons.org/licenses/by/4.0/'
} as const;

export const isTable = (word: string): word is Table =>
	(tables as readonly string[]).includes(word);
export const isFormat = (word: string): word is Format =>
	(formats as readonly string[]).includes(word);
