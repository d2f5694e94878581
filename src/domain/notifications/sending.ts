/** How often a mail is tried, what ends the trying, and which mails go even to an address that took none. */

/** Seconds until the next try after so many: eight tries in less than a day; null when that was the last. */
export function waitAfter(attempts: number): number | null {
	const waits = [5, 30, 120, 600, 3600, 6 * 3600, 14 * 3600];
	return waits[attempts - 1] ?? null;
}

export type Failure = {
	/** The number a mail server answered with, and its whole line. */
	status?: number | undefined;
	answer?: string | undefined;
	/** At which word of ours: `RCPT TO`. */
	command?: string | undefined;
};

/** Refused for good: trying again changes nothing. Who we are and what we may is ours to repair, so it is tried again. */
export const isFinal = ({ status = 0, command = '' }: Failure) =>
	status >= 500 && status < 600 && /^(RCPT|DATA)/.test(command);

/**
 * The address itself is at fault: there is no such mailbox, or it takes no more. An answer that speaks of
 * policy (5.7) or of the system is about this mail or about us, and stops nobody's mail.
 */
export function isBadAddress(failure: Failure): boolean {
	const { status = 0, answer = '', command = '' } = failure;
	if (!command.startsWith('RCPT') || status < 500 || status >= 600) return false;
	const enhanced = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(answer);
	return enhanced ? ['1', '2'].includes(enhanced[1] ?? '') : [550, 551, 553].includes(status);
}
