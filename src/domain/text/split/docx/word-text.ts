/** What mammoth makes of a Word file, as far as it is used here. */

export type Inline =
	| ({ type: 'run'; children: Inline[]; styleName: string | null } & RunStyle)
	| { type: 'text'; value: string }
	| { type: 'tab' }
	| { type: 'break'; breakType: 'line' | 'page' | 'column' }
	| { type: 'checkbox'; checked: boolean }
	| { type: 'hyperlink'; href?: string; anchor?: string; children: Inline[] }
	| { type: 'noteReference'; noteType: string; noteId: string }
	| { type: 'image' | 'commentReference' | 'bookmarkStart' };

export type RunStyle = {
	isBold: boolean;
	isItalic: boolean;
	isStrikethrough: boolean;
	verticalAlignment: 'baseline' | 'superscript' | 'subscript';
};

export type WordParagraph = {
	type: 'paragraph';
	styleId: string | null;
	children: (Inline | Block)[];
};
export type WordCell = { type: 'tableCell'; colSpan: number; rowSpan: number; children: Block[] };
export type WordRow = { type: 'tableRow'; isHeader: boolean; children: WordCell[] };
export type WordTable = { type: 'table'; children: WordRow[] };
export type Block = WordParagraph | WordTable;

export type WordNote = { noteType: string; noteId: string; body: Block[] };
export type WordText = {
	children: Block[];
	notes: { resolve: (reference: { noteType: string; noteId: string }) => WordNote | undefined };
};
