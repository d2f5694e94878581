/** Secrets that must be read again (an authenticator's): kept under lock, with the installation's own secret as the key. */

import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';

const keyOf = (secret: string) => `authenticator ${secret}`;

export const lock = (text: string, secret: string) =>
	symmetricEncrypt({ key: keyOf(secret), data: text });

/** Null when it was locked with another secret: whoever changes that changes all locks. */
export const unlock = (locked: string, secret: string): Promise<string | null> =>
	symmetricDecrypt({ key: keyOf(secret), data: locked }).catch(() => null);
