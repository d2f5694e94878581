/** A million contributions taken away as CSV: how much memory that needs. */

import { get as ask } from 'node:http';
import { atMost, told, type Figure } from './figures.ts';
import { seedMany, space } from './seed.ts';
import { memoryOf, quick, startServer, type Stage } from './stage.ts';

export const bench = { name: 'export', says: 'one million contributions to CSV, streamed', run };

async function run(stage: Stage): Promise<Figure[]> {
	const count = quick ? 50_000 : 1_000_000;
	await seedMany(stage.db, stage.place, count);
	const server = await startServer(stage);
	try {
		const path = (table: string) => `/en/${space}/consultations/many/export/${table}.csv`;
		// A first small file, so that idle means warm: code loaded, connections open.
		await take(server.port, path('units'));
		await new Promise((resume) => setTimeout(resume, 1000));
		const idle = memoryOf(server.pid);
		let most = idle;
		const watch = setInterval(() => (most = Math.max(most, memoryOf(server.pid))), 50);
		const begun = performance.now();
		const { lines, bytes } = await take(server.port, path('contributions'));
		const seconds = (performance.now() - begun) / 1000;
		clearInterval(watch);
		if (lines !== count + 1) throw new Error(`${lines} lines came for ${count} contributions.`);
		return [
			atMost('export: memory', most - idle, 'MB above idle', 100),
			told('export: idle', idle, 'MB'),
			told('export: time', seconds, 's'),
			told('export: speed', count / seconds, 'contributions/s'),
			told('export: size', bytes / 1e6, 'MB')
		];
	} finally {
		await server.stop();
	}
}

/** Reads a file away and counts its lines; no text of the bench holds a line break. */
function take(port: number, path: string): Promise<{ lines: number; bytes: number }> {
	return new Promise((done, fail) => {
		ask({ host: '127.0.0.1', port, path, headers: { host: `localhost:${port}` } }, (answer) => {
			if (answer.statusCode !== 200)
				return fail(new Error(`${path} answered ${answer.statusCode}`));
			let [lines, bytes] = [0, 0];
			answer.on('data', (part: Buffer) => {
				bytes += part.length;
				for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) lines += 1;
			});
			answer.on('end', () => done({ lines, bytes }));
			answer.on('error', fail);
		}).on('error', fail);
	});
}
