/** What the page of a thread is given. */

import type { Head } from '../consultation/store.server.ts';
import type { TextUnit } from '../consultation/text.server.ts';
import type { State } from '../consultation/consultation.ts';
import type { Body } from '../voting/vote.ts';
import type { Thread } from './thread.server.ts';
import type { Sort } from './thread.ts';

export type ThreadData = {
	head: Head;
	unit: TextUnit | null;
	/** The numbers before and after, where the text has them. */
	neighbours: { before: number | null; after: number | null };
	/** How organisations voted on the unit, by name. */
	bodies: Body[];
	thread: Thread;
	asked: { page: number; sort: Sort };
	frame: {
		home: string;
		base: string;
		on: string;
		numbers: [first: number, last: number];
		state: State;
		at: Date;
		zone: string;
		viewer: { id: string; organisations: { id: string; name: string }[] } | null;
	};
};
