/** The handbook read by the command line, in a fresh process, in each format that is not plain text. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#platform/root.ts';
import { atMost, told, type Figure } from './figures.ts';
import { quick } from './stage.ts';

export const bench = {
	name: 'import',
	says: 'the 39-page handbook as DOCX, ODT and PDF, each in a fresh process',
	run
};

const papers = [
	{ name: 'import', file: 'ogp-handbook.docx', seconds: 3, megabytes: 300 },
	{ name: 'import ODT', file: 'ogp-handbook.odt', seconds: 5, megabytes: 500 },
	{ name: 'import PDF', file: 'ogp-handbook.pdf', seconds: 5, megabytes: 500 },
	{ name: 'import PDF without tags', file: 'ogp-handbook-untagged.pdf', seconds: 5, megabytes: 500 }
];
type Paper = (typeof papers)[number];

/** Says the most memory the process ever held, in kilobytes, on a channel of its own. */
const witness = `data:text/javascript,${encodeURIComponent(
	"import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))"
)}`;

async function run(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const paper of papers) figures.push(...(await measured(paper)));
	return figures;
}

async function measured({ name, file, seconds, megabytes }: Paper): Promise<Figure[]> {
	const runs: Run[] = [];
	for (let round = 0; round < (quick ? 1 : 3); round++) runs.push(await once(file));
	const middle = (of: (one: Run) => number) =>
		runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
	return [
		atMost(
			name,
			middle((one) => one.seconds),
			's',
			seconds
		),
		atMost(
			`${name}: memory`,
			middle((one) => one.megabytes),
			'MB at most',
			megabytes
		),
		told(
			`${name}: units`,
			middle((one) => one.units),
			'units'
		)
	];
}

type Run = { seconds: number; megabytes: number; units: number };

function once(file: string) {
	const begun = performance.now();
	const args = [
		'--import',
		witness,
		join(root, 'src/cli/main.ts'),
		'import',
		join(root, 'tests/samples', file),
		'--dry-run',
		'--json'
	];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
	let [out, kilobytes] = ['', ''];
	child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
	child.stdio[3]?.on('data', (text: Buffer) => (kilobytes += text.toString()));
	return new Promise<Run>((done, fail) => {
		child.once('close', (code) => {
			if (code !== 0) return fail(new Error(`The import ended with ${code}.`));
			const { units } = JSON.parse(out) as { units: unknown[] };
			const seconds = (performance.now() - begun) / 1000;
			done({ seconds, megabytes: Number(kilobytes) / 1024, units: units.length });
		});
	});
}
