/** Where the words a remark is about stand on the reading page. */

import { anchorOf } from '#domain/consultation/unit-names.ts';
import type { Words } from '#domain/contribution/shown.ts';
import type { Visibility } from '#domain/contribution/contribution.ts';
import type { Frame } from './frame.ts';

type Placed = { quote: Pick<Words, 'start' | 'lang' | 'stands'>; visibility: Visibility };

/** The address of their highlight; of their unit, where none is shown; nothing where they stand no more. */
export function placeOf(
	{ quote, visibility }: Placed,
	{ base, on, text }: Pick<Frame, 'base' | 'on' | 'text'>
) {
	if (quote.stands === null) return undefined;
	const unit =
		quote.stands?.anchor ??
		anchorOf({ unitId: on, number: /^P\d+$/.test(on) ? Number(on.slice(1)) : null });
	const start = quote.stands?.start ?? quote.start;
	const isHighlighted = visibility === 'public' && (!text.translates || quote.lang === text.lang);
	return `${base}${text.first}#${unit}${isHighlighted ? `-q${start}` : ''}`;
}
