/** When a consultation may be extended, and until when. */

import { stateOf, type Dates, type State } from './consultation.ts';

export type ExtensionObstacle =
	| { code: 'wrong_state'; state: State }
	| { code: 'not_later_than_before'; before: Date }
	| { code: 'response_before_closing' }
	| { code: 'too_far' };

const longestYears = 5;

/** What keeps the closing from moving to a new moment; `at` is when that is judged. */
export function extensionObstacle(
	to: { closesAt: Date; responseBy: Date | null },
	dates: Dates,
	at: Date
): ExtensionObstacle | null {
	const state = stateOf(dates, at);
	const before = dates.closesAt;
	if ((state !== 'ANNOUNCED' && state !== 'OPEN') || !before) return { code: 'wrong_state', state };
	if (to.closesAt <= before) return { code: 'not_later_than_before', before };
	const farthest = new Date(at);
	farthest.setUTCFullYear(farthest.getUTCFullYear() + longestYears);
	if (to.closesAt > farthest) return { code: 'too_far' };
	if (to.responseBy && to.responseBy <= to.closesAt) return { code: 'response_before_closing' };
	return null;
}
