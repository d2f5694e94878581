/** An open house on a database of its own, as a process has one; closed after the file's last test. */

import { afterAll } from 'vitest';
import { configOf, type Config } from '#platform/config.ts';
import { open, type House } from '#platform/house.server.ts';
import { freshDatabase } from './database.ts';

/** Several processes of one installation: each with its own connections, memory and ears. */
export async function openedHouses(count: number, environment: Record<string, string> = {}) {
	const { url, db } = await freshDatabase();
	const houses: House[] = [];
	// Registered after the database's own end, so it runs before that.
	afterAll(async () => void (await Promise.all(houses.map((one) => one.close()))));
	for (let n = 0; n < count; n++) houses.push(await open(configFor(url, environment)));
	return { db, houses };
}

export async function openedHouse(environment: Record<string, string> = {}) {
	const { db, houses } = await openedHouses(1, environment);
	const [house] = houses;
	if (!house) throw new Error('No house was opened.');
	return { db, house };
}

function configFor(databaseUrl: string, environment: Record<string, string>): Config {
	const secret = 'a secret of a test, 32 characters long or more';
	// Tests of roles are about roles; those of keys say `required`.
	const staffKeys: Record<string, string> = environment.FOLKMOOT_ORIGIN
		? {}
		: { FOLKMOOT_STAFF_KEYS: 'optional' };
	const made = configOf(
		{ PORT: '4299', DATABASE_POOL: '6', ...staffKeys, ...environment },
		{ data: '/nowhere', secret, databaseUrl }
	);
	if (!made.ok) throw new Error(made.fault.code);
	return made.config;
}
