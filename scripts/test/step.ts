/** A step of npm test: a program that passes or fails, or a run of vitest whose tests are counted. */

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#platform/root.ts';

export type Outcome = {
	name: string;
	passed: number;
	failed: number;
	output: string;
	seconds: number;
};
type Result = Pick<Outcome, 'passed' | 'failed' | 'output'>;

const running = new Set<ChildProcess>();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		for (const child of running) child.kill(signal);
		process.exit(130);
	});
}

export const tool = (path: string) => join(root, 'node_modules', path);

/** Runs a JavaScript program of ours or of a package under this Node. */
export async function run(program: string, args: string[]): Promise<Result> {
	const self = program === process.execPath;
	const { code, output } = await execute(self ? args : [program, ...args]);
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

export async function runTests(config: string): Promise<Result> {
	const folder = mkdtempSync(join(tmpdir(), 'folkmoot-report-'));
	const file = join(folder, 'report.json');
	try {
		const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
		const program = tool('vitest/vitest.mjs');
		const { code, output } = await execute([program, 'run', '--config', config, ...options]);
		const { passed, failed } = counts(file);
		// A run may fail without a failing test: a file that does not load, an error nobody awaited.
		return { passed, failed: code === 0 ? 0 : Math.max(1, failed), output };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export function report({ name, passed, failed, output, seconds }: Outcome) {
	const count = passed + failed > 1 ? ` (${passed} of ${passed + failed})` : '';
	console.log(`${failed ? '✗' : '✓'} ${name}${count}, ${seconds.toFixed(1)} s`);
	if (failed) console.log(`\n${output.trim()}\n`);
}

type Report = {
	numPassedTests: number;
	testResults: { status: string; assertionResults: { status: string }[] }[];
};

function counts(file: string): { passed: number; failed: number } {
	try {
		const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
		const failedIn = report.testResults.map(({ status, assertionResults }) => {
			const failed = assertionResults.filter((one) => one.status === 'failed').length;
			return status === 'failed' ? Math.max(1, failed) : failed;
		});
		return { passed: report.numPassedTests, failed: failedIn.reduce((a, b) => a + b, 0) };
	} catch {
		return { passed: 0, failed: 1 };
	}
}

function execute(args: string[]): Promise<{ code: number | null; output: string }> {
	return new Promise((done) => {
		const child = spawn(process.execPath, args, {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) }
		});
		running.add(child);
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (output += text));
		child.on('error', (error) => (output += error.message));
		child.on('close', (code) => {
			running.delete(child);
			done({ code, output });
		});
	});
}
