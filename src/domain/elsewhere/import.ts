/** A file of contributions on its way in: read, its columns named, checked, accepted, entered. Pure. */

import type { Columns } from './columns.ts';
import type { Defaults, Fault, Note } from './row.ts';

export const states = [
	'reading',
	'mapping',
	'checking',
	'checked',
	'entering',
	'entered',
	'refused',
	'cancelled'
] as const;
export type ImportState = (typeof states)[number];

/** While these last, something goes on behind the page. */
export const running: readonly ImportState[] = ['reading', 'checking', 'entering'];
/** From these it can still be cancelled; what was entered by then stays. */
export const cancellable: readonly ImportState[] = [
	'reading',
	'mapping',
	'checking',
	'checked',
	'entering'
];

export const limits = {
	bytes: 20 * 1024 * 1024,
	rows: 50_000,
	columns: 100,
	/** Characters of a cell that are kept; no field may be as long. */
	cell: 20_000,
	/** Rows whose quotes are broken; with more of them it is no table. */
	broken: 1_000,
	/** Files of one consultation on their way at once. */
	atOnce: 5
} as const;

/** Rows entered in one transaction. */
export const batch = 500;

export const pageSize = 50;
export const previewSize = 20;

/** The longest a file may take to be read before its reader is taken for dead, in minutes. */
export const patience = 10;

export type ImportObstacle =
	| { code: 'too_big'; bytes: number; limit: number }
	| { code: 'undecodable'; line: number }
	| { code: 'workbook' }
	| { code: 'nothing' }
	| { code: 'too_many_rows'; limit: number }
	| { code: 'too_many_columns'; columns: number; limit: number }
	| { code: 'no_table'; limit: number }
	| { code: 'over' | 'no_longer_allowed' }
	| { code: 'interrupted' }
	| { code: 'failed' };

export type Import = Defaults & {
	id: string;
	fileName: string;
	byId: string | null;
	encoding: string;
	header: string[];
	columns: Columns;
	state: ImportState;
	obstacle: ImportObstacle | null;
	rows: number;
	faults: number;
	notes: number;
	done: number;
	createdAt: Date;
	endedAt: Date | null;
};

/** A row as it was read, with what is wrong with it and what was made of it. */
export type ImportRow = { line: number; cells: string[]; faults: Fault[]; notes: Note[] };
