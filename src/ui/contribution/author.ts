/** The name under what someone said. */

import type { Words } from '../words.ts';

/** Their name, or who is spoken of once they have deleted their account, or were never named. */
export const authorOf = ({ t }: Pick<Words, 't'>, name: string, channel = 'web') =>
	name || (channel === 'web' ? t('own.former') : t('elsewhere.someone', { channel }));
