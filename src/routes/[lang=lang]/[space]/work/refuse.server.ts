/** How a staff form is handed back: what was sent, and what kept it from being done. */

import { error, fail } from '@sveltejs/kit';

const conflicts = ['changed_meanwhile', 'wrong_state', 'already_over', 'slug_taken'];
const hidden = ['missing', 'not_allowed'];

export function refuse<Obstacle extends { code: string }, Sent>(
	obstacle: Obstacle,
	sent: Sent,
	status = conflicts.includes(obstacle.code) ? 409 : 422
) {
	if (hidden.includes(obstacle.code)) error(404);
	return fail(status, { obstacle, sent });
}
