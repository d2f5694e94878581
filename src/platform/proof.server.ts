/** Proof of work, in altcha's form: bound to one waiting act, good for ten minutes and one use. */

import { createHash, createHmac } from 'node:crypto';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Challenge, Solution } from 'altcha-lib/types';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import { proofSeconds } from '#domain/guests/guest.ts';
import { spend } from '#domain/guests/store.server.ts';

/** Rounds of PBKDF2 for each try, and how many tries: some 0.3 s on a desktop, under 2 s on a slow phone. */
const cost = 3000;
const tries = [200, 300] as const;

const secretsOf = (secret: string) => {
	const derived = (name: string) => createHmac('sha256', secret).update(name).digest('base64url');
	return {
		hmacSignatureSecret: derived('proof of work'),
		hmacKeySignatureSecret: derived('proof of work, key')
	};
};

/** What a proof is for: an act and the secret of its waiting text, which only this browser knows. */
const purposeOf = (action: string, token: string) =>
	createHash('sha256').update(`${action} ${token}`).digest('base64url');

/** A new challenge, signed; nothing is kept of it. */
export async function challengeFor(
	db: Database,
	secret: string,
	{ action, token }: { action: string; token: string },
	seconds = proofSeconds
): Promise<Challenge> {
	const at = await now(db);
	return createChallenge({
		algorithm: 'PBKDF2/SHA-256',
		cost,
		counter: randomInt(tries[0], tries[1]),
		deriveKey,
		data: { purpose: purposeOf(action, token) },
		expiresAt: new Date(at.getTime() + seconds * 1000),
		...secretsOf(secret)
	});
}

/** Whether a challenge of ours was solved, for this very act, in time and for the first time; spends it. */
export async function isProven(
	db: Database,
	secret: string,
	sent: { challenge: string; solution: string },
	{ action, token }: { action: string; token: string }
): Promise<boolean> {
	const challenge = parsed<Challenge>(sent.challenge);
	const solution = parsed<Solution>(sent.solution);
	if (!challenge?.parameters || !challenge.signature || !solution) return false;
	const { parameters, signature } = challenge;
	if (parameters.data?.purpose !== purposeOf(action, token)) return false;
	const at = await now(db);
	if (typeof parameters.expiresAt !== 'number' || parameters.expiresAt * 1000 <= at.getTime())
		return false;
	// Its cost is ours: a signature is checked first, so nobody makes us work by asking for more.
	if (parameters.cost !== cost || parameters.algorithm !== 'PBKDF2/SHA-256') return false;
	const result = await verifySolution({
		challenge,
		solution,
		deriveKey,
		...secretsOf(secret)
	}).catch(() => null);
	return result?.verified === true && (await spend(db, signature, proofSeconds));
}

function parsed<Of>(text: string): Of | null {
	if (text.length > 4000) return null;
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Of) : null;
	} catch {
		return null;
	}
}
