/** What everything on a page must know of the language its text is shown in. */

import type { Head } from '#domain/consultation/store.server.ts';
import { base } from '#domain/translation/content.ts';
import { asks, languagesOf } from '#domain/translation/tongue.ts';

export type TextFrame = {
	lang: string;
	n: number;
	/** What addresses carry so that the next page shows the same: as their first word, or after others. */
	first: '' | `?${string}`;
	more: '' | `&${string}`;
	/** A machine may be asked to translate. */
	translates: boolean;
};

type Read = { lang: string; n: number };

export function textFrame(
	head: Pick<Head, 'language' | 'languages'>,
	{ lang, n }: Read,
	own: string,
	translates: boolean
): TextFrame {
	const asked = asks(head, lang, own);
	// Who could read it in their own language from a person's hand is offered that, and no machine.
	const elsewhere =
		base(lang) !== base(own) && languagesOf(head).some((one) => base(one) === base(own));
	return {
		...{ lang, n, first: asked && `?${asked}`, more: asked && `&${asked}` },
		translates: translates && !elsewhere
	} as TextFrame;
}

/** A text nobody has translated. */
export const inOwnTongue = (lang: string): TextFrame => ({
	...{ lang, n: 0, first: '', more: '', translates: false }
});
