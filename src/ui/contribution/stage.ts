/** Where a contribution is on its way, in the words of a key. */

import type { State } from '#domain/consultation/consultation.ts';
import type { Kind } from '#domain/response/response.ts';
import type { Key } from '../words.ts';

/** What was decided about it; before that, whether it is still being read or already considered. */
export function stageOf(answer: Kind | null, state: State): Key {
	if (answer) return `became.state.${answer}`;
	return state === 'OPEN' ? 'became.state.open' : 'became.state.considered';
}
