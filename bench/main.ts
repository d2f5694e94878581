/** npm run bench [-- NAME …] [--json FILE]: what is fast and how fast, in one run. */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { table, type Figure } from './figures.ts';
import { openStage, quick, type Stage } from './stage.ts';

type Bench = { name: string; says: string; run: (stage: Stage) => Promise<Figure[]> };

const benches: { name: string; load: () => Promise<{ bench: Bench }> }[] = [
	{ name: 'cached-page', load: () => import('./cached-page.ts') },
	{ name: 'rendered-page', load: () => import('./rendered-page.ts') },
	{ name: 'long-document', load: () => import('./long-document.ts') },
	{ name: 'highlights', load: () => import('./highlights.ts') },
	{ name: 'compare', load: () => import('./compare.ts') },
	{ name: 'reattach', load: () => import('./reattach.ts') },
	{ name: 'votes', load: () => import('./votes.ts') },
	{ name: 'votes-two', load: () => import('./votes-two.ts') },
	{ name: 'start', load: () => import('./start.ts') },
	{ name: 'first-load', load: () => import('./first-load.ts') },
	{ name: 'import', load: () => import('./import.ts') },
	{ name: 'own-data', load: () => import('./own-data.ts') },
	{ name: 'docx', load: () => import('./docx.ts') },
	{ name: 'export', load: () => import('./export.ts') },
	{ name: 'similar', load: () => import('./similar.ts') },
	{ name: 'notices', load: () => import('./notices.ts') },
	{ name: 'publish-answer', load: () => import('./publish-answer.ts') },
	{ name: 'desk', load: () => import('./desk.ts') },
	{ name: 'groups', load: () => import('./groups.ts') },
	{ name: 'streams', load: () => import('./streams.ts') },
	// The last: its 50,000 references are made by chance, and those of the others are counted up.
	{ name: 'elsewhere', load: () => import('./elsewhere.ts') }
];

const { values, positionals } = parseArgs({
	options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
	allowPositionals: true
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (values.help || unknown.length > 0) {
	const names = benches.map(({ name }) => name).join(', ');
	console.log(
		`npm run bench -- [NAME …] [--json FILE]\nNames: ${names}\nBENCH_QUICK=1 for short runs whose figures mean nothing.`
	);
	process.exit(unknown.length > 0 ? 2 : 0);
}

const wanted = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const stage = await openStage();
const figures: Figure[] = [];
let failed = false;
try {
	for (const { name, load } of wanted) {
		const begun = performance.now();
		const { bench } = await load();
		process.stderr.write(`${name}: ${bench.says} …\n`);
		try {
			await clearQueue(stage);
			const found = await bench.run(stage);
			figures.push(...found);
			process.stderr.write(
				`${table(found)}\n(${((performance.now() - begun) / 1000).toFixed(0)} s)\n\n`
			);
		} catch (error) {
			failed = true;
			console.error(`${name} could not be measured:`, error);
		}
	}
} finally {
	await stage.close();
}
console.log(`${quick ? 'BENCH_QUICK=1: these figures mean nothing.\n' : ''}${table(figures)}`);
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, '\t')}\n`);
process.exit(failed || figures.some(({ met }) => !met) ? 1 : 0);

/** What the one before left to do is not this one's; before the first server started there is no queue. */
async function clearQueue({ db }: Stage) {
	const { rows } = await sql<{ queue: string | null }>`
		select to_regclass('graphile_worker._private_jobs')::text as queue`.execute(db);
	if (rows[0]?.queue) await sql`delete from graphile_worker._private_jobs`.execute(db);
}
