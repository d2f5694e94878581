/** What remarks on a page have in common. */

import type { State } from '#domain/consultation/consultation.ts';
import type { TextFrame } from '../text-frame.ts';
import type { Represented } from '#domain/accounts/viewer.ts';

export type Frame = {
	/** `/en/arcadia` */
	home: string;
	/** The consultation's address. */
	base: string;
	/** `P9`, `whole` or a section's id: where a reply goes. */
	on: string;
	/** What P and a number can mean here. */
	numbers: [first: number, last: number];
	/** The language the text is shown in. */
	text: Pick<TextFrame, 'first' | 'more' | 'lang' | 'translates'>;
	state: State;
	at: Date;
	zone: string;
	/** The address of this page: where a form brings one back to. */
	here: string;
	viewer: { id: string; organisations: Pick<Represented, 'id' | 'name'>[] } | null;
};
