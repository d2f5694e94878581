import fc from 'fast-check';
import { expect, test } from 'vitest';
import { targets } from '#domain/notifications/notices.ts';
import { isSealed, isStopPath, mostStopped, readToken, stopToken } from './stop-link.server.ts';

const secret = 'a secret of a test, 32 characters long or more';
const email = 'ines@example.org';

test('a token says whom and what, for the address it was sent to and no other', () => {
	fc.assert(
		fc.property(
			fc.uuid(),
			fc.array(fc.record({ target: fc.constantFrom(...targets), targetId: fc.uuid() }), {
				minLength: 1,
				maxLength: mostStopped
			}),
			(personId, stopped) => {
				const token = stopToken(secret, { personId, stopped }, email);
				expect(readToken(token)).toEqual({ personId, stopped });
				expect(isSealed(secret, token, 'INES@example.org')).toBe(true);
				expect(isSealed(secret, token, 'omar@example.org')).toBe(false);
				expect(isSealed(`${secret}.`, token, email)).toBe(false);
				expect(isStopPath(`/en/unsubscribe/${token}`)).toBe(true);
			}
		)
	);
});

test('no token with one letter changed, cut or lengthened is sealed', () => {
	const personId = '0190a000-0000-7000-8000-000000000001';
	const stopped = [{ target: 'own' as const, targetId: personId }];
	const token = stopToken(secret, { personId, stopped }, email);
	for (let at = 0; at < token.length; at++) {
		const other = token[at] === 'A' ? 'B' : 'A';
		const changed = token.slice(0, at) + other + token.slice(at + 1);
		expect(isSealed(secret, changed, email)).toBe(false);
		expect(isSealed(secret, token.slice(0, at), email)).toBe(false);
	}
	for (const more of ['A', 'AA', '=', token])
		expect(isSealed(secret, token + more, email)).toBe(false);
	for (const path of [
		'/en/account',
		`/en/unsubscribe/${token}/x`,
		`/xx/unsubscribe/${token}`,
		`//en/unsubscribe/${token}`
	])
		expect(isStopPath(path)).toBe(false);
});
