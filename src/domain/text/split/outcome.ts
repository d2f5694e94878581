/** What splitting a document gives: its units and what was noticed, or the one thing in the way. */

import type { Unit } from '../unit.ts';

export const formats = ['markdown', 'html', 'docx', 'odt', 'pdf', 'text'] as const;
export type Format = (typeof formats)[number];

export type Source = {
	/** The file, or the text that was pasted. */
	content: Uint8Array | string;
	format?: Format;
	fileName?: string;
	/** BCP 47; what the person says outranks what the file says. */
	language?: string;
};

export type Split = {
	title: string;
	language: string;
	warnings: Warning[];
	units: Unit[];
	/** Positions of units that somebody must look at, for their division or order was guessed. */
	guessed: number[];
	/** The number of the first unit, where the document's own marks say it. */
	firstNumber?: number;
};
export type Outcome = ({ ok: true } & Split) | { ok: false; obstacle: Obstacle };

/** `units` are positions in the list of units, from 0. */
export type Warning =
	| {
			code: 'tracked_changes_accepted';
			insertions: number;
			deletions: number;
			moves: number;
			formatting: number;
	  }
	| { code: 'comments_left_out'; comments: number }
	| { code: 'pictures_left_out'; pictures: number; described: number }
	| { code: 'contents_left_out'; lines: number }
	| { code: 'looks_like_contents'; units: number[] }
	| { code: 'title_block_left_out'; lines: string[] }
	| { code: 'navigation_left_out'; places: number }
	| { code: 'outside_main_left_out' }
	| { code: 'headers_and_footers_left_out' }
	| { code: 'active_content_left_out'; places: number }
	| { code: 'hidden_text_left_out'; places: number }
	| { code: 'struck_text_kept'; places: number }
	| { code: 'links_left_out'; links: number }
	| { code: 'notes_missing'; notes: number }
	| { code: 'nested_tables_flattened'; tables: number }
	| { code: 'merged_cells_split'; tables: number }
	| { code: 'deep_lists_flattened'; items: number }
	| { code: 'long_units'; units: number[]; words: number }
	| { code: 'encoding_guessed'; encoding: string }
	| { code: 'language_unknown' }
	/** What is paragraph and what heading was guessed from the look of the pages. */
	| { code: 'layout_guessed'; pages: number }
	| { code: 'right_to_left_guessed'; units: number[] }
	| { code: 'pages_without_text'; pages: number }
	| { code: 'slanted_text_left_out'; places: number }
	| { code: 'form_fields_left_out'; fields: number }
	| { code: 'script_ignored' }
	| { code: 'attachments_left_out'; files: number };

export type Obstacle =
	| { code: 'too_big'; bytes: number; limit: number }
	| { code: 'too_many_units'; units: number; limit: number }
	| { code: 'zip_bomb'; reason: 'size' | 'entries'; found: number; limit: number }
	| { code: 'encrypted' }
	| { code: 'damaged' }
	| { code: 'wrong_type'; expected: string; found: string }
	| { code: 'unsupported_type'; found: string }
	| { code: 'empty' }
	| { code: 'only_pictures'; pictures: number }
	| { code: 'too_many_pages'; pages: number; limit: number }
	/** A form that a program draws when it is opened; its pages hold no words of it. */
	| { code: 'only_form' }
	| { code: 'too_deep'; limit: number }
	| { code: 'too_slow'; seconds: number }
	| { code: 'too_heavy'; megabytes: number }
	| { code: 'cancelled' };

export const stages = ['waiting', 'reading', 'splitting', 'checking'] as const;
export type Stage = (typeof stages)[number];

/** How many pages were read, of those there are. */
export type Progress = { done: number; all: number };
export type Tell = (stage: Stage, progress?: Progress) => void;

const megabyte = 1024 * 1024;

export const limits = {
	/** 20 MB as people say it; MiB, so that nobody is refused for counting differently. */
	bytes: 20 * megabyte,
	units: 3_000,
	depth: 200,
	listLevels: 9,
	columns: 100,
	longWords: 1_000,
	zip: { entries: 2_000, declared: 500 * megabyte, read: 32 * megabyte },
	/** Pages are read one by one, and the costly part is theirs. */
	pdf: { pages: 600, seconds: 30 },
	seconds: 8,
	megabytes: 320,
	/** What a thread may hold beside its heap, in megabytes too. */
	outside: 256
} as const;

/** Thrown to leave a deep walk with a foreseen obstacle; `parse` turns it into a value. */
const blocked = Symbol('obstacle');

export function stop(obstacle: Obstacle): never {
	throw Object.assign(new Error(obstacle.code), { [blocked]: obstacle });
}

export function stoppedBy(error: unknown): Obstacle | null {
	if (!(error instanceof Error) || !(blocked in error)) return null;
	return error[blocked] as Obstacle;
}
