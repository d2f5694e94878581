/** A document of 600 units with many remarks and votes, against the same one with few. */

import { uncached } from './rendered-page.ts';
import { page } from './cached-page.ts';
import { atMost, told, type Figure } from './figures.ts';
import type { Measured } from './load.ts';
import { seedConsultation, space } from './seed.ts';
import { get, load, median, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'long-document',
	says: '600 units, 10,000 remarks, 100,000 votes, uncached, concurrency 4',
	run
};

async function run(stage: Stage): Promise<Figure[]> {
	const size = { units: 600, votes: 100_000 };
	await seedConsultation(stage.db, stage.place, { slug: 'long-many', remarks: 10_000, ...size });
	await seedConsultation(stage.db, stage.place, { slug: 'long-few', remarks: 100, ...size });
	const server = await startServer(stage);
	try {
		const path = (slug: string) => uncached(`/en/${space}/consultations/${slug}`);
		const measure = (slug: string): Promise<Measured> =>
			median(
				() =>
					load(stage, {
						port: server.port,
						connections: 4,
						requests: [get(server.port, path(slug))]
					}),
				'p95'
			);
		const [many, few] = [await measure('long-many'), await measure('long-few')];
		const { body } = await page(server.port, path('long-many'));
		return [
			atMost('long-document', many.p95, 'ms p95', 150),
			atMost('long-document: many against few remarks', many.p95 / few.p95, 'times', 1.2),
			told('long-document: few remarks', few.p95, 'ms p95'),
			told('long-document: pages', many.perSecond, 'pages/s'),
			told('long-document: size', body.length / 1000, 'kB unpacked')
		];
	} finally {
		await server.stop();
	}
}
