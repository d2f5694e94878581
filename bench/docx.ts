/** A text with 5,000 remarks as a file of Word: how long it takes, and how much memory. */

import { strFromU8, unzipSync } from 'fflate';
import { atMost, told, type Figure } from './figures.ts';
import { seedMany, space } from './seed.ts';
import { memoryOf, quick, startServer, type Stage } from './stage.ts';

export const bench = { name: 'docx', says: 'a text with 5,000 remarks in the margin to DOCX', run };

async function run(stage: Stage): Promise<Figure[]> {
	const count = quick ? 500 : 5000;
	await seedMany(stage.db, stage.place, count, { slug: 'margins', references: 200_000_000 });
	const server = await startServer(stage);
	try {
		const url = `http://127.0.0.1:${server.port}/en/${space}/consultations/margins/export`;
		const headers = { host: `localhost:${server.port}` };
		// A first page, so that idle means warm.
		await (await fetch(url, { headers })).arrayBuffer();
		const idle = memoryOf(server.pid);
		let most = idle;
		const watch = setInterval(() => (most = Math.max(most, memoryOf(server.pid))), 50);
		const begun = performance.now();
		const answer = await fetch(`${url}/document.docx`, { headers });
		const file = new Uint8Array(await answer.arrayBuffer());
		const seconds = (performance.now() - begun) / 1000;
		clearInterval(watch);
		if (answer.status !== 200) throw new Error(`The file is answered ${answer.status}.`);
		const comments = commentsIn(file);
		if (comments !== count) throw new Error(`${comments} of ${count} comments are in the file.`);
		return [
			atMost(`docx: ${count.toLocaleString('en')} comments`, seconds, 's', 10),
			atMost('docx: memory', most - idle, 'MB above idle', 500),
			told('docx: size', file.length / 1e6, 'MB')
		];
	} finally {
		await server.stop();
	}
}

/** How many comments stand in the margin of a file of Word. */
function commentsIn(file: Uint8Array): number {
	const xml = unzipSync(file, { filter: ({ name }) => name === 'word/comments.xml' });
	return strFromU8(xml['word/comments.xml'] ?? new Uint8Array()).match(/<w:comment /g)?.length ?? 0;
}
