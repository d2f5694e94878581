/** The handbook read by the command line, in a fresh process. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#platform/root.ts';
import { atMost, told, type Figure } from './figures.ts';
import { quick } from './stage.ts';

export const bench = {
	name: 'import',
	says: 'the 39-page handbook as DOCX, in a fresh process',
	run
};

const file = join(root, 'tests/samples/ogp-handbook.docx');

/** Says the most memory the process ever held, in kilobytes, on a channel of its own. */
const witness = `data:text/javascript,${encodeURIComponent(
	"import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))"
)}`;

async function run(): Promise<Figure[]> {
	const runs: { seconds: number; megabytes: number; units: number }[] = [];
	for (let round = 0; round < (quick ? 1 : 3); round++) runs.push(await once());
	const middle = (of: (one: (typeof runs)[number]) => number) =>
		runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
	return [
		atMost(
			'import',
			middle((one) => one.seconds),
			's',
			3
		),
		atMost(
			'import: memory',
			middle((one) => one.megabytes),
			'MB at most',
			300
		),
		told(
			'import: units',
			middle((one) => one.units),
			'units'
		)
	];
}

function once() {
	const begun = performance.now();
	const args = [
		'--import',
		witness,
		join(root, 'src/cli/main.ts'),
		'import',
		file,
		'--dry-run',
		'--json'
	];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
	let [out, kilobytes] = ['', ''];
	child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
	child.stdio[3]?.on('data', (text: Buffer) => (kilobytes += text.toString()));
	return new Promise<{ seconds: number; megabytes: number; units: number }>((done, fail) => {
		child.once('close', (code) => {
			if (code !== 0) return fail(new Error(`The import ended with ${code}.`));
			const { units } = JSON.parse(out) as { units: unknown[] };
			const seconds = (performance.now() - begun) / 1000;
			done({ seconds, megabytes: Number(kilobytes) / 1024, units: units.length });
		});
	});
}
