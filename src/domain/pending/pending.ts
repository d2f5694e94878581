/** What someone chose or typed before signing in: kept on the server until they confirm it. */

export const pendingActs = ['remark', 'vote', 'support', 'report'] as const;
export type PendingAct = (typeof pendingActs)[number];

/** Days an unconfirmed act is kept. */
export const keptDays = 7;

export type Payload = Record<string, unknown>;

/** One act that waits for its author. */
export type Waiting = {
	id: string;
	act: PendingAct;
	payload: Payload;
	language: string;
	returnTo: string;
	createdAt: Date;
	expiresAt: Date;
};

/** The words in an act, shown to its author before it is sent: the field is `body` or `text` by agreement. */
export function textOf(payload: Payload): string | null {
	const text = payload.body ?? payload.text ?? payload.reason;
	return typeof text === 'string' && text ? text : null;
}
