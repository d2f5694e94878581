/** Work behind the pages: folding votes, closing consultations, sending mail, clearing what has expired. */

import { EventEmitter } from 'node:events';
import { Logger, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import { sql } from 'kysely';
import { connect, isUnavailable } from './connection.server.ts';
import type { House } from './house.server.ts';
import { log } from './log.server.ts';
import { closeMail, mailsAtOnce } from './mail.server.ts';
import { mailTasksOf, tasksOf } from './tasks.server.ts';

export type Jobs = { alive: () => boolean; stop: () => Promise<void> };

/** Milliseconds between two foldings of waiting votes into the tallies. */
const foldEvery = 300;

const quiet = new Logger(({ label }) => (level, message, meta) => {
	if (level === 'error' || level === 'warning') log.warn({ label, ...meta }, message);
});

/** Starts the queue's worker and the folder. The queue's own tables are migrated here. */
export async function startJobs(house: House): Promise<Jobs> {
	const tasks: TaskList = tasksOf(house);
	// The queue listens, which takes a session of its own; so do its workers then, two at a time.
	const own = house.config.pooled ? connect(house.config.listenUrl, 3) : null;
	const events: WorkerEvents = new EventEmitter();
	// Jobs are taken in this name: while the others see it, they leave them to us (left-behind.server.ts).
	events.on('pool:create', ({ workerPool }) => {
		house.hub.present(workerPool.id).catch(() => undefined);
	});
	const runner: Runner = await run({
		pgPool: own?.pool ?? house.pool,
		events,
		concurrency: 2,
		noHandleSignals: true,
		taskList: tasks,
		logger: quiet,
		parsedCronItems: undefined,
		crontab: '* * * * * minutely ?max=1'
	});
	const mail = await startMail(house);
	let stopped = false;
	let ended = false;
	void runner.promise.catch(() => undefined).finally(() => void (ended = true));
	const folding = (async () => {
		let said = false;
		while (!stopped) {
			await sql`select fold_votes()`
				.execute(house.db)
				.then(() => (said = false))
				.catch((cause: unknown) => {
					// Votes wait safely until it works again. An outage says so itself; the rest is said once.
					if (!said && !isUnavailable(cause)) log.error({ cause }, 'votes could not be folded');
					said = true;
				});
			await new Promise((resolve) => setTimeout(resolve, foldEvery));
		}
	})();
	return {
		alive: () => !ended && mail.alive(),
		stop: async () => {
			stopped = true;
			await Promise.all([folding, runner.stop().catch(() => undefined), mail.stop()]);
			await own?.db.destroy();
		}
	};
}

/** Mail leaves by workers and connections of its own, since each waits for a mail server while it holds its row. */
async function startMail(house: House): Promise<Jobs> {
	const { pool, db } = connect(house.config.listenUrl, mailsAtOnce + 2);
	const events: WorkerEvents = new EventEmitter();
	events.on('pool:create', ({ workerPool }) => {
		house.hub.present(workerPool.id).catch(() => undefined);
	});
	const runner = await run({
		pgPool: pool,
		events,
		concurrency: mailsAtOnce,
		noHandleSignals: true,
		taskList: mailTasksOf({ ...house, db }),
		logger: quiet
	});
	let ended = false;
	void runner.promise.catch(() => undefined).finally(() => void (ended = true));
	return {
		alive: () => !ended,
		stop: async () => {
			await runner.stop().catch(() => undefined);
			closeMail();
			await db.destroy();
		}
	};
}
