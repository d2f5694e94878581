/** What is noticed on the way through a document, counted; told as warnings at the end. */

import type { Warning } from './outcome.ts';

export type Findings = {
	insertions: number;
	deletions: number;
	moves: number;
	formatting: number;
	comments: number;
	pictures: number;
	described: number;
	contentsLines: number;
	titleLines: string[];
	navigation: number;
	outsideMain: boolean;
	headersAndFooters: boolean;
	active: number;
	hidden: number;
	struck: number;
	links: number;
	missingNotes: number;
	nestedTables: number;
	mergedTables: number;
	deepItems: number;
	encoding: string | null;
	guessedPages: number;
	silentPages: number;
	slanted: number;
	fields: number;
	script: boolean;
	attachments: number;
};

export const nothing = (): Findings => ({
	insertions: 0,
	deletions: 0,
	moves: 0,
	formatting: 0,
	comments: 0,
	pictures: 0,
	described: 0,
	contentsLines: 0,
	titleLines: [],
	navigation: 0,
	outsideMain: false,
	headersAndFooters: false,
	active: 0,
	hidden: 0,
	struck: 0,
	links: 0,
	missingNotes: 0,
	nestedTables: 0,
	mergedTables: 0,
	deepItems: 0,
	encoding: null,
	guessedPages: 0,
	silentPages: 0,
	slanted: 0,
	fields: 0,
	script: false,
	attachments: 0
});

export function told(found: Findings): Warning[] {
	const { insertions, deletions, moves, formatting } = found;
	const all: [boolean | number, Warning][] = [
		[found.guessedPages, { code: 'layout_guessed', pages: found.guessedPages }],
		[found.silentPages, { code: 'pages_without_text', pages: found.silentPages }],
		[found.slanted, { code: 'slanted_text_left_out', places: found.slanted }],
		[found.fields, { code: 'form_fields_left_out', fields: found.fields }],
		[found.script, { code: 'script_ignored' }],
		[found.attachments, { code: 'attachments_left_out', files: found.attachments }],
		[
			insertions + deletions + moves + formatting,
			{ code: 'tracked_changes_accepted', insertions, deletions, moves, formatting }
		],
		[found.comments, { code: 'comments_left_out', comments: found.comments }],
		[
			found.pictures,
			{ code: 'pictures_left_out', pictures: found.pictures, described: found.described }
		],
		[found.contentsLines, { code: 'contents_left_out', lines: found.contentsLines }],
		[found.titleLines.length, { code: 'title_block_left_out', lines: found.titleLines }],
		[found.navigation, { code: 'navigation_left_out', places: found.navigation }],
		[found.outsideMain, { code: 'outside_main_left_out' }],
		[found.headersAndFooters, { code: 'headers_and_footers_left_out' }],
		[found.active, { code: 'active_content_left_out', places: found.active }],
		[found.hidden, { code: 'hidden_text_left_out', places: found.hidden }],
		[found.struck, { code: 'struck_text_kept', places: found.struck }],
		[found.links, { code: 'links_left_out', links: found.links }],
		[found.missingNotes, { code: 'notes_missing', notes: found.missingNotes }],
		[found.nestedTables, { code: 'nested_tables_flattened', tables: found.nestedTables }],
		[found.mergedTables, { code: 'merged_cells_split', tables: found.mergedTables }],
		[found.deepItems, { code: 'deep_lists_flattened', items: found.deepItems }],
		[found.encoding !== null, { code: 'encoding_guessed', encoding: found.encoding ?? '' }]
	];
	return all.flatMap(([noticed, warning]) => (noticed ? [warning] : []));
}
