/** The words of the notes, without the links back and the marks before them. */

import type { Element, ElementContent } from 'hast';
import { isBlank, tidy, type Note } from '../unit.ts';
import type { Context } from './context.ts';
import { runsOf } from './flat.ts';
import { isNoteBacklink } from './notes.ts';
import { isElement } from './tree.ts';

export function noteTexts(context: Context): Note[] {
	// A note calls no other notes: it would have no place to put them.
	const inNotes: Context = { ...context, book: { calls: new Map(), notes: [], aside: new Set() } };
	const read = context.book.notes.map(({ label, holder }) => {
		const children = withoutBacklinks(holder, holder);
		return { label, runs: tidy(runsOf(context.inside(children, inNotes))) };
	});
	context.findings.missingNotes += read.filter(({ runs }) => isBlank(runs)).length;
	return read;
}

function withoutBacklinks(element: Element, holder: Element): ElementContent[] {
	return element.children.flatMap((child): ElementContent[] => {
		if (!isElement(child)) return [child];
		if (isNoteBacklink(child, holder)) return [];
		const children = withoutBacklinks(child, holder);
		// Brackets and raised marks around the link back go with it.
		const isSpent = child.children.length > 0 && children.length === 0;
		return isSpent ? [] : [{ ...child, children }];
	});
}
