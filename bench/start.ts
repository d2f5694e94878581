/** How long until the server serves: on a folder of its own with the embedded database, and after everything was killed. */

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAll, postgresOf } from '#tests/cluster.ts';
import { startServer } from '#tests/server.ts';
import { atMost, told, type Figure } from './figures.ts';

export const bench = {
	name: 'start',
	says: 'a first start with the example, a second one, one after kill -9 of everything',
	run
};

async function run(): Promise<Figure[]> {
	const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-start-'));
	// Started by root, the database runs as another user, who has to pass through.
	chmodSync(folder, 0o711);
	const data = join(folder, 'data');
	const timed = async () => {
		const begun = performance.now();
		const server = await startServer({ data });
		return { server, seconds: (performance.now() - begun) / 1000 };
	};
	try {
		const first = await timed();
		await first.server.stop();
		const second = await timed();
		const database = postgresOf(data);
		await second.server.kill();
		killAll(database);
		const third = await timed();
		await third.server.stop();
		return [
			told('start: the first, with the example', first.seconds, 's'),
			atMost('start: again', second.seconds, 's', 5),
			atMost('start: after kill -9', third.seconds, 's', 10)
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
