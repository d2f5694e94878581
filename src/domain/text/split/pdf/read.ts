/** A PDF as the same tree HTML gives: by its tags where it has them, else by the look of its pages. */

import { tag } from '../../language.ts';
import type { Findings } from '../findings.ts';
import type { Reading } from '../html.ts';
import type { Progress } from '../outcome.ts';
import { stop } from '../outcome.ts';
import type { Block } from './block.ts';
import { guarded, openPdf, orNothing, type Opened } from './document.ts';
import { fonts } from './fonts.ts';
import { joined } from './joined.ts';
import { sheetOf } from './page.ts';
import { guessed } from './guessed.ts';
import { letters, type Sheet } from './span.ts';
import { contentOf, tagged, type Branch } from './tagged.ts';
import { rootOf } from './tree.ts';

/** Of the letters, the share that tags must speak of before they are believed. */
const believed = 0.9;

export async function readPdf(
	bytes: Uint8Array,
	findings: Findings,
	tell: (progress: Progress) => void
): Promise<Reading> {
	const opened = await openPdf(bytes, findings);
	const { sheets, trees } = await pagesOf(opened, findings, tell);
	refuseEmpty(sheets, opened, findings);
	const isTagged = opened.isMarked && shareTagged(sheets, trees) >= believed;
	findings.guessedPages = isTagged ? 0 : sheets.length;
	const blocks = isTagged
		? joined(sheets.map((sheet, at) => pageOf(trees[at], sheet, findings)))
		: guessed(sheets, findings);
	const { root, title } = rootOf(blocks, findings);
	return {
		root,
		title: title || opened.title,
		language: opened.language === 'en-US' ? 'en' : tag(opened.language)
	};
}

const pageOf = (tree: Branch | null | undefined, sheet: Sheet, findings: Findings): Block[] =>
	tree ? tagged(tree, sheet, findings) : [];

async function pagesOf({ pdf, isMarked }: Opened, findings: Findings, tell: (p: Progress) => void) {
	const sheets: Sheet[] = [];
	const trees: (Branch | null)[] = [];
	const known = fonts();
	for (let n = 1; n <= pdf.numPages; n++) {
		const page = await guarded(() => pdf.getPage(n));
		const sheet = await sheetOf(page, known, findings);
		sheets.push(sheet);
		trees.push(
			isMarked ? await orNothing(() => page.getStructTree() as Promise<Branch | null>, null) : null
		);
		if (sheet.artifacts > 0) findings.headersAndFooters = true;
		findings.slanted += sheet.slanted;
		page.cleanup();
		tell({ done: n, all: pdf.numPages });
	}
	return { sheets, trees };
}

function refuseEmpty(sheets: Sheet[], { pictures }: Opened, findings: Findings): void {
	const silent = sheets.filter(({ spans }) => spans.every(({ text }) => letters(text) === 0));
	if (silent.length === sheets.length)
		stop(pictures > 0 ? { code: 'only_pictures', pictures } : { code: 'empty' });
	findings.silentPages = silent.length;
}

function shareTagged(sheets: Sheet[], trees: (Branch | null)[]): number {
	let [all, marked] = [0, 0];
	sheets.forEach(({ spans }, at) => {
		const tree = trees[at];
		const known = new Set(tree ? contentOf(tree) : []);
		for (const { text, mark } of spans) {
			all += letters(text);
			if (mark !== null && known.has(mark)) marked += letters(text);
		}
	});
	return all === 0 ? 0 : marked / all;
}
