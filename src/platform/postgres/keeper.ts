/** The server for as long as we want it, through deaths nobody asked for. */

import type { Access } from './access.ts';
import { start, stop, type Running, type Start } from './postmaster.ts';
import { pause } from './processes.ts';

/** Runs the server and, should it die without being told to, starts it again on the same port. */
export async function keep(given: Start, access: Access) {
	let stopping = false;
	let running = await start(given, access.port);
	let current = Promise.resolve(running);
	access.port = running.port;

	const watch = async () => {
		for (;;) {
			await (
				await current
			).exited;
			if (stopping) return;
			await pause(500);
			if (stopping) return;
			current = startAgain();
			running = await current;
		}
	};
	const startAgain = async (): Promise<Running> => {
		for (;;) {
			try {
				return await start(given, access.port, 'same port');
			} catch (error) {
				if (stopping) throw error;
				await pause(1000);
			}
		}
	};
	// Should this process end in a hurry, the server is at least told to.
	const tell = () => running.child.kill('SIGINT');
	process.once('exit', tell);
	const watching = watch().catch(() => undefined);
	return {
		stop: async () => {
			stopping = true;
			process.off('exit', tell);
			const last = await current.catch(() => null);
			if (last?.child.pid) await stop(last.child.pid, given);
			await watching;
		}
	};
}
