/** Who said what was received elsewhere: their name, or that somebody did. */

import type { Words } from '../words.ts';

type Said = { authorName: string; channel: string };

export const nameOf = ({ t }: Pick<Words, 't'>, { authorName, channel }: Said) =>
	authorName || t('elsewhere.someone', { channel });
