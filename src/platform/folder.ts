/** The data folder and the secret in it. */

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './root.ts';

/** `FOLKMOOT_DATA`, or `data` in the checkout. */
export const dataFolder = (environment: Record<string, string | undefined>) =>
	resolve(environment.FOLKMOOT_DATA || join(root, 'data'));

/** The generated secret of a data folder: made once, readable by its owner only. */
export function secretOf(folder: string): string {
	const file = join(folder, 'secret');
	if (existsSync(file)) return readFileSync(file, 'utf8').trim();
	mkdirSync(folder, { recursive: true });
	const secret = randomBytes(32).toString('base64url');
	writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
	return secret;
}
