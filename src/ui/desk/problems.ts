/** What kept an act of the desk from being done, as sentences that lead to their fields. */

import type { Facts, Key, Words } from '../words.ts';

type Obstacle = { code: string; [fact: string]: unknown };

const fieldOf: Record<string, string> = {
	none_chosen: 'rows',
	no_such_theme: 'theme',
	theme_unused: 'theme',
	title_missing: 'title',
	title_long: 'title',
	no_such_group: 'group',
	nobody_named: 'agency',
	no_such_agency: 'agency',
	no_such_person: 'assignee',
	private_among: 'assignee',
	note_missing: 'note',
	note_long: 'note',
	same_theme: 'into'
};

export function deskProblems(obstacle: Obstacle | null | undefined, words: Words) {
	if (!obstacle) return [];
	const { t, languageName } = words;
	const facts: Facts = { limit: 0, length: 0, count: 0, state: '', language: '' };
	for (const [name, fact] of Object.entries(obstacle)) {
		if (name === 'state') facts.state = t(`consultation.state.${String(fact)}` as Key);
		else if (name === 'lang') facts.language = languageName(String(fact));
		else if (typeof fact === 'number' || typeof fact === 'string') facts[name] = fact;
	}
	const field =
		obstacle.code === 'name_long' ? `name-${String(obstacle.lang)}` : fieldOf[obstacle.code];
	const says = t(`desk.obstacle.${obstacle.code}` as Key, facts);
	return [{ ...(field ? { field } : {}), says }];
}
