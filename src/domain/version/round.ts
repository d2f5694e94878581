/** When another round on a text can be held. Pure. */

export type RoundObstacle =
	| { code: 'round_in_the_past' }
	| { code: 'round_ends_before' }
	| { code: 'round_too_far' }
	| { code: 'round_answers_before' };

const longestYears = 5;

/** What keeps a round from running between two moments; `at` is when that is judged. */
export function roundObstacle(
	to: { opensAt: Date; closesAt: Date; responseBy: Date | null },
	at: Date
): RoundObstacle | null {
	if (to.opensAt <= at) return { code: 'round_in_the_past' };
	if (to.closesAt <= to.opensAt) return { code: 'round_ends_before' };
	const farthest = new Date(at);
	farthest.setUTCFullYear(farthest.getUTCFullYear() + longestYears);
	if (to.closesAt > farthest) return { code: 'round_too_far' };
	if (to.responseBy && to.responseBy <= to.closesAt) return { code: 'round_answers_before' };
	return null;
}
