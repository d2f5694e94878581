/** What was in the way of a step on a text in another language, as sentences. */

import type { Words } from '../words.ts';
import { problemsOf, type Problem } from './problems.ts';

type Obstacle = { code: string; [fact: string]: unknown };

const known = [
	'piece_not_found',
	'unit_gone',
	'nothing_before',
	'cannot_merge',
	'cannot_retype',
	'lines_differ',
	'text_too_long',
	'empty_text',
	'changed_meanwhile',
	'nothing_to_undo',
	'nothing_to_redo',
	'kinds_differ',
	'extra_left',
	'nothing_aligned',
	'nothing_new',
	'not_a_language',
	'unclear'
] as const;
type Known = (typeof known)[number];

const fieldOf: Partial<Record<Known, string>> = {
	lines_differ: 'text',
	text_too_long: 'text',
	empty_text: 'text',
	not_a_language: 'language'
};

export function languageProblems(
	obstacle: Obstacle | null | undefined,
	words: Words,
	zone: string
): Problem[] {
	if (!obstacle) return [];
	const code = known.find((one) => one === obstacle.code);
	if (!code) return problemsOf(obstacle, words, zone);
	const facts = Object.fromEntries(
		Object.entries(obstacle).filter(([, fact]) => typeof fact === 'number')
	) as Record<string, number>;
	const field = fieldOf[code];
	return [{ ...(field ? { field } : {}), says: words.t(`languages.obstacle.${code}`, facts) }];
}
