/** Keeping someone from acting: said with a reason, which the person and stewards read and nobody else. */

export const reasonLength = 1000;

export type SuspensionObstacle = {
	code:
		| 'not_yours'
		| 'to_yourself'
		| 'no_such_person'
		| 'already_suspended'
		| 'not_suspended'
		| 'last_steward'
		| 'reason_missing'
		| 'reason_long';
};

/** What keeps a reason from being taken, or null. */
export function reasonObstacle(reason: string): SuspensionObstacle | null {
	if (!reason.trim()) return { code: 'reason_missing' };
	return [...reason].length > reasonLength ? { code: 'reason_long' } : null;
}
