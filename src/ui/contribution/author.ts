/** The name under what someone said. */

import type { Words } from '../words.ts';

/** Their name, or who is spoken of once they have deleted their account. */
export const authorOf = ({ t }: Pick<Words, 't'>, name: string) => name || t('own.former');
