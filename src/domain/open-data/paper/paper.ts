/** A text with what was said beside it and what changed in it, as an office program shows it: plain data. */

import type { Body, Kind, Level, Note, Run } from '../../text/unit.ts';

/** A remark or a reply as a comment in the margin; lines stand one below the other. */
export type PaperComment = {
	id: number;
	/** The comment it replies to. */
	parent: number | null;
	author: string;
	at: string;
	lang: string;
	lines: string[];
	/** Its words' place in the reading text of the unit, in code points; null when it is about the whole unit. */
	place: { start: number; end: number } | null;
};

export type PaperPiece = { kind: 'same' | 'inserted' | 'deleted'; runs: Run[] };

export type PaperUnit = {
	/** `P12`; nothing on headings. */
	label: string;
	kind: Kind;
	level: Level | null;
	lang: string;
	rtl: boolean;
	body: Body;
	/** What became of its words since the version before, as tracked changes; null when they stayed. */
	pieces: PaperPiece[] | null;
	/** The whole unit came or went. */
	came: boolean;
	went: boolean;
	comments: PaperComment[];
};

export type Paper = {
	title: string;
	lang: string;
	rtl: boolean;
	/** Lines below the title: version, address, licence. */
	head: string[];
	/** Whose changes they are, and when they were published. */
	by: string;
	at: string;
	/** What was said about the whole text. */
	comments: PaperComment[];
	units: PaperUnit[];
};

export const notesOf = (body: Body): Note[] => ('notes' in body && body.notes) || [];
