/** Who may give which role: a rule of the house, judged where the button is shown and where it is pressed. */

import { holds, roles, type Role, type Viewer } from '#domain/accounts/viewer.ts';

/** Roles of a space; the steward's is of the installation. */
export const spaceRoles = roles.filter((role) => role !== 'STEWARD');

export type RoleObstacle =
	| { code: 'email_bad' }
	| { code: 'role_bad' }
	| { code: 'not_yours' }
	| { code: 'to_yourself' }
	| { code: 'already_held' }
	| { code: 'not_held' }
	| { code: 'last_one'; role: Role };

/** The roles someone may give and end in a space: the secretariat its own space's, the steward all. */
export function grantable(by: Viewer | null, spaceId: string): Role[] {
	if (holds(by, null, 'STEWARD')) return [...roles];
	return holds(by, spaceId, 'SECRETARIAT') ? spaceRoles : [];
}

/** Roles of which a space, or the installation, never loses the last holder. */
export const kept: readonly Role[] = ['SECRETARIAT', 'STEWARD'];
