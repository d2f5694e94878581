/** Obstacles in words. */

import { obstacleCodes } from '#domain/suggestion/suggestion.ts';
import type { Facts, Key, Words } from '../words.ts';

type Obstacle = { code: string } & Record<string, unknown>;

/** The sentence for an obstacle of an area; dates are told in the space's zone. */
export function saysOf(
	words: Words,
	area: 'contribution' | 'moderation' | 'statements' | 'appeals',
	{ code, ...facts }: Obstacle,
	zone: string
): string {
	const told: Facts = { moment: '' };
	for (const [name, fact] of Object.entries(facts)) {
		if (fact instanceof Date) told.moment = words.moment(fact, zone);
		else if (typeof fact === 'string' || typeof fact === 'number') told[name] = fact;
	}
	if (obstacleCodes.includes(code)) return words.t(`suggestion.obstacle.${code}` as Key, told);
	const keys = {
		contribution: `contribution.obstacle.${code}`,
		moderation: `moderation.obstacle.${code}`,
		statements: `statements.obstacle.${code}`,
		appeals: `appeals.obstacle.${code}`
	};
	// What is wrong with chosen words is said in the words about them.
	const key = code.startsWith('quote_') ? `quote.obstacle.${code}` : keys[area];
	return words.t(key as Key, told);
}
