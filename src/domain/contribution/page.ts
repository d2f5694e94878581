/** What the page of a thread is given. */

import type { ReadHead } from '../translation/text.server.ts';
import type { TextUnit } from '../consultation/text.server.ts';
import type { State } from '../consultation/consultation.ts';
import type { Quote } from '../text/anchor/quote.ts';
import type { Body } from '../voting/vote.ts';
import type { Gone } from '../version/gone.server.ts';
import type { Suggestions } from './suggestions.server.ts';
import type { Pace } from '../notifications/notices.ts';
import type { Thread } from './thread.server.ts';
import type { Asked } from './thread.ts';

export type ThreadData = {
	head: ReadHead;
	unit: TextUnit | null;
	/** The numbers before and after, where the text has them. */
	neighbours: { before: number | null; after: number | null };
	/** How organisations voted on the unit, by name. */
	bodies: Body[];
	/** How often the viewer is told of the unit, where they follow it. */
	pace: Pace | null;
	thread: Thread;
	/** Units that stand no more and were spoken about: all of them, or those that went into this one. */
	earlier: Gone[];
	/** On the first page, where the thread is not narrowed to some words. */
	suggestions: Suggestions;
	asked: Asked;
	/** The words of the unit the thread is narrowed to, where its text has such a place. */
	chosen: Quote | null;
	frame: {
		home: string;
		base: string;
		on: string;
		numbers: [first: number, last: number];
		/** The language the text is shown in, and what addresses carry to keep it. */
		text: {
			lang: string;
			n: number;
			first: '' | `?${string}`;
			more: '' | `&${string}`;
			translates: boolean;
		};
		state: State;
		at: Date;
		zone: string;
		viewer: { id: string; organisations: { id: string; name: string }[] } | null;
	};
};
