/** A process that does nothing but the queue's work, for tests that kill it; it begins when it is told to. */

import { once } from 'node:events';
import { configOf } from '#platform/config.ts';
import { connect } from '#platform/connection.server.ts';
import type { House } from '#platform/house.server.ts';
import { openHub } from '#platform/hub.server.ts';
import { startJobs } from '#platform/jobs.server.ts';

const made = configOf(process.env, {
	data: '/nowhere',
	secret: null,
	databaseUrl: process.env.DATABASE_URL ?? ''
});
if (!made.ok) throw new Error(made.fault.facts);
// Of a house only what the queue needs: fifty of them start.
const { config } = made;
const hub = await openHub(config.listenUrl);
const house = { config, hub, ...connect(config.databaseUrl, config.pool) } as unknown as House;
process.stdout.write('ready\n');
await once(process.stdin, 'data');
await startJobs(house);
