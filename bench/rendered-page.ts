/** The reading page rendered anew for each request, and how many statements that takes. */

import { page } from './cached-page.ts';
import { countingProxy } from './counting-proxy.ts';
import { atLeast, atMost, told, type Figure } from './figures.ts';
import { seedConsultation, space } from './seed.ts';
import { get, load, median, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'rendered-page',
	says: 'the same page rendered uncached on one core, and its statements with few and many rows',
	run
};

const pathOf = (slug: string) => `/en/${space}/consultations/${slug}`;
/** An address with a query that is not listed is never kept. */
export const uncached = (path: string, n = 0) => `${path}?uncached=${n}`;

async function run(stage: Stage): Promise<Figure[]> {
	await seedConsultation(stage.db, stage.place, {
		slug: 'rendered',
		units: 30,
		remarks: 300,
		votes: 6000
	});
	await seedConsultation(stage.db, stage.place, { slug: 'sparse', units: 6, remarks: 3, votes: 6 });
	const server = await startServer(stage);
	const figures: Figure[] = [];
	try {
		const path = uncached(pathOf('rendered'));
		const [person] = stage.place.people;
		const { headers } = await page(server.port, path);
		if (headers.etag && headers['cache-control']?.includes('s-maxage'))
			throw new Error('The page was kept, so nothing would be rendered.');
		const anonymous = await median(() =>
			load(stage, { port: server.port, connections: 4, requests: [get(server.port, path)] })
		);
		const signedIn = await median(() =>
			load(stage, {
				port: server.port,
				connections: 4,
				requests: [get(server.port, pathOf('rendered'), { cookie: person?.cookie ?? '' })]
			})
		);
		figures.push(
			atLeast('rendered-page', anonymous.perSecond, 'pages/s', 250),
			told('rendered-page: p99', anonymous.p99, 'ms'),
			told('rendered-page: signed in', signedIn.perSecond, 'pages/s')
		);
	} finally {
		await server.stop();
	}
	return [...figures, ...(await statements(stage))];
}

async function statements(stage: Stage): Promise<Figure[]> {
	const proxy = await countingProxy(stage.url);
	const server = await startServer(stage, { env: { DATABASE_URL: proxy.url } });
	// Folding and the queue ask now and then whether there is work: that is counted and taken off.
	const asked = async (path: string, times: number) => {
		const [before, begun] = [proxy.count(), performance.now()];
		for (let n = 0; n < times; n++) await page(server.port, uncached(path, n));
		return { statements: proxy.count() - before, took: performance.now() - begun };
	};
	try {
		await asked(pathOf('rendered'), 20);
		const idleFrom = proxy.count();
		await new Promise((resume) => setTimeout(resume, 3000));
		const idle = (proxy.count() - idleFrom) / 3000;
		const perPage = async (slug: string) => {
			const { statements: all, took } = await asked(pathOf(slug), 100);
			return Math.round((all - idle * took) / 100);
		};
		const [many, few] = [await perPage('rendered'), await perPage('sparse')];
		return [
			atMost('rendered-page: more statements for more rows', many - few, 'statements', 0),
			told('rendered-page: statements', many, 'statements')
		];
	} finally {
		await server.stop();
		proxy.close();
	}
}
