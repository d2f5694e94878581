/** What there is to choose from where something is entered, named in the reader's language. */

import { channels } from '#domain/elsewhere/elsewhere.ts';
import type { Words } from '../words.ts';
import { namedTongues } from '../work/tongue.ts';

export const channelsNamed = ({ t }: Words) =>
	channels.map((value) => ({ value, says: t(`elsewhere.channel.${value}`) }));

export const tonguesNamed = (tags: readonly string[], say: Words) =>
	namedTongues(tags, say).map(({ tag, name }) => ({ value: tag, says: name }));
