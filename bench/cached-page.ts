/** The reading page as anonymous readers get it, against a bare server that sends the same bytes. */

import { writeFileSync } from 'node:fs';
import { get as ask } from 'node:http';
import { join } from 'node:path';
import { atLeast, told, type Figure } from './figures.ts';
import { seedConsultation, space } from './seed.ts';
import { get, load, median, startBare, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'cached-page',
	says: 'a kept reading page of 30 units and 300 remarks, 16 connections, against bare Node',
	run
};

async function run(stage: Stage): Promise<Figure[]> {
	await seedConsultation(stage.db, stage.place, {
		slug: 'cached',
		units: 30,
		remarks: 300,
		votes: 6000
	});
	const path = `/en/${space}/consultations/cached`;
	const server = await startServer(stage);
	const { body, headers } = await page(server.port, path);
	const again = await page(server.port, path);
	if (again.headers.etag === undefined) throw new Error('The page is not kept: it has no ETag.');
	const [bodyFile, headersFile] = [join(stage.folder, 'page.br'), join(stage.folder, 'page.json')];
	writeFileSync(bodyFile, body);
	writeFileSync(headersFile, JSON.stringify(headers));
	const bare = await startBare('bare-page.ts', { BODY: bodyFile, HEADERS: headersFile });
	try {
		const measure = (port: number) => () =>
			load(stage, { port, connections: 16, requests: [get(port, path)] });
		// The other one idles meanwhile: only one of them has the core.
		const ours = await median(measure(server.port));
		const theirs = await median(measure(bare.port));
		return [
			atLeast('cached-page', ours.perSecond / theirs.perSecond, 'of bare Node', 0.7),
			told('cached-page: ours', ours.perSecond, 'requests/s'),
			told('cached-page: bare Node', theirs.perSecond, 'requests/s'),
			told('cached-page: p99', ours.p99, 'ms'),
			told('cached-page: size', body.length / 1000, 'kB sent')
		];
	} finally {
		await Promise.all([server.stop(), bare.stop()]);
	}
}

/** The stored bytes as sent, not unpacked. */
export function page(
	port: number,
	path: string,
	cookie?: string
): Promise<{ body: Buffer; headers: Record<string, string> }> {
	return new Promise((done, fail) => {
		const headers = { 'accept-encoding': 'gzip, deflate, br', ...(cookie ? { cookie } : {}) };
		ask(
			{ host: '127.0.0.1', port, path, headers: { host: `localhost:${port}`, ...headers } },
			(answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (part: Buffer) => parts.push(part));
				answer.on('end', () => {
					if (answer.statusCode !== 200)
						return fail(new Error(`${path} answered ${answer.statusCode}`));
					const {
						connection: _,
						'keep-alive': __,
						date: ___,
						...kept
					} = answer.headers as Record<string, string>;
					done({ body: Buffer.concat(parts), headers: kept });
				});
			}
		).on('error', fail);
	});
}
