/** The forms of the next version: what was in the way, as sentences that link to their fields. */

import type { Facts, Key, Words } from '../words.ts';
import { problemsOf, type Problem } from './problems.ts';

type Obstacle = { code: string; [fact: string]: unknown };

const fieldOf: Record<string, string> = {
	...{ words_empty: 'words', words_too_long: 'words', not_spelled: 'words' },
	...{ as_missing: 'as', note_too_long: 'note', not_named_here: 'named', too_many_named: 'named' },
	...{ no_such_place: 'place', not_a_language: 'textLang', place_missing: 'behind' },
	...{ round_in_the_past: 'opensAt', round_ends_before: 'closesAt', round_too_far: 'closesAt' },
	round_answers_before: 'responseBy'
};

/** Those the pages of versions have sentences for; what is common to staff forms is said as there. */
const own = [
	...['words_empty', 'words_too_long', 'not_spelled', 'as_missing', 'note_too_long'],
	...['not_named_here', 'too_many_named', 'suggestion_missing', 'suggestion_unfit'],
	...['unit_missing', 'unit_changed_meanwhile', 'changed_meanwhile', 'cannot_merge', 'not_next'],
	...['stands_already', 'last_unit', 'too_many_units', 'no_draft', 'nothing_changed'],
	...['nothing_to_undo', 'nothing_to_redo', 'version_over', 'place_missing', 'not_closed_yet'],
	...['round_in_the_past', 'round_ends_before', 'round_too_far', 'round_answers_before']
];

export function versionProblems(
	obstacle: Obstacle | null | undefined,
	words: Words,
	zone: string
): Problem[] {
	if (!obstacle || !own.includes(obstacle.code)) return problemsOf(obstacle, words, zone);
	const facts = Object.fromEntries(
		Object.entries(obstacle).filter(([, fact]) => ['string', 'number'].includes(typeof fact))
	) as Facts;
	const says = words.t(`versions.obstacle.${obstacle.code}` as Key, facts);
	const field = fieldOf[obstacle.code];
	return [{ ...(field ? { field } : {}), says }];
}
