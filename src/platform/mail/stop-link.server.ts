/** The address in a mail that stops what it tells, for one person: signed, kept nowhere, good for nothing else. */

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Stopped } from '#domain/notifications/notices.ts';

/** Who is told no more, and of what; or the address given for a contribution that came on paper. */
export type Stop =
	{ personId: string; stopped: Stopped[] } | { contributionId: string; stopped: [] };

/** Where each stands in a token: never to be reordered, mails last for years. */
const codes = [
	'own',
	'consultation',
	'unit',
	'contribution',
	'theme',
	'organisation',
	'daily',
	'weekly'
] as const satisfies readonly Stopped['target'][];

/** What one address holds of it; the most frequent come first. */
export const mostStopped = 8;

const forPerson = 1;
const forContact = 2;
const signed = 16;

/** `recipient` is the address the mail goes to: when that changes, links sent to the old one end. */
export function stopToken(secret: string, stop: Stop, recipient: string): string {
	const body =
		'personId' in stop
			? Buffer.concat([
					Buffer.from([forPerson]),
					bytesOf(stop.personId),
					...stop.stopped
						.slice(0, mostStopped)
						.flatMap(({ target, targetId }) => [
							Buffer.from([codes.indexOf(target)]),
							bytesOf(targetId)
						])
				])
			: Buffer.concat([Buffer.from([forContact]), bytesOf(stop.contributionId)]);
	return Buffer.concat([body, seal(secret, body, recipient)]).toString('base64url');
}

/** What a token says; it holds only once `isSealed` has agreed for the address it was sent to. */
export function readToken(token: string): Stop | null {
	const whole = opened(token);
	if (!whole) return null;
	const { body } = whole;
	const id = idOf(body.subarray(1, 17));
	if (body[0] === forContact)
		return body.length === 17 ? { contributionId: id, stopped: [] } : null;
	if (body[0] !== forPerson || (body.length - 17) % 17 !== 0) return null;
	const stopped: Stopped[] = [];
	for (let at = 17; at < body.length; at += 17) {
		const target = codes[body[at] ?? codes.length];
		if (!target) return null;
		stopped.push({ target, targetId: idOf(body.subarray(at + 1, at + 17)) });
	}
	return stopped.length > 0 ? { personId: id, stopped } : null;
}

export function isSealed(secret: string, token: string, recipient: string): boolean {
	const whole = opened(token);
	return whole !== null && timingSafeEqual(whole.mark, seal(secret, whole.body, recipient));
}

function opened(token: string) {
	if (token.length > 300 || !/^[\w-]+$/.test(token)) return null;
	const bytes = Buffer.from(token, 'base64url');
	if (bytes.length < 17 + signed || bytes.toString('base64url') !== token) return null;
	return { body: bytes.subarray(0, -signed), mark: bytes.subarray(-signed) };
}

function seal(secret: string, body: Buffer, recipient: string): Buffer {
	const key = createHmac('sha256', secret).update('stop mail').digest();
	return createHmac('sha256', key)
		.update(body)
		.update('\0')
		.update(recipient.toLowerCase())
		.digest()
		.subarray(0, signed);
}

const bytesOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer) =>
	bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Ways of one-click: the only form of this site that other programs send. */
export const isStopPath = (path: string) =>
	/^\/(en|es|fr|ru|ar)\/unsubscribe\/[\w-]{40,300}$/.test(path);
