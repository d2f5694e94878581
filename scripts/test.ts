/** npm test: every check, a line for each, and at the end `N passed, N failed`. --full runs the long matrices too. */

import { findChromium, howToGetChromium } from '#tests/chromium.ts';
import { report, run, runTests, tool, type Outcome } from './test/step.ts';

if (process.argv.includes('--full')) process.env.FULL = '1';

const pages = '**/*.svelte';
const begin = performance.now();
const outcomes: Outcome[] = [];
const step = async (name: string, work: () => Promise<Omit<Outcome, 'name' | 'seconds'>>) => {
	const before = performance.now();
	const outcome = { name, ...(await work()), seconds: (performance.now() - before) / 1000 };
	outcomes.push(outcome);
	report(outcome);
};

// Tests start the built server, and Kit writes the types of routes: both before anything else.
await step('build', () => run(process.execPath, ['scripts/build.mjs', '--if-needed']));
await run(tool('@sveltejs/kit/svelte-kit.js'), ['sync']);
await Promise.all([still(), live()]);
await step('journeys', journeys);

const passed = sum((outcome) => outcome.passed);
const failed = sum((outcome) => outcome.failed);
console.log(`\nAll steps took ${((performance.now() - begin) / 1000).toFixed(0)} s.`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** What reads the code without running it, on one core … */
async function still() {
	await step('format', () => run(tool('prettier/bin/prettier.cjs'), ['--check', '.']));
	// Pages apart from modules: looked at in turns, each makes the types of the other be worked out again.
	await step('lint of modules', () => lint('.', '--ignore-pattern', pages));
	await step('lint of pages', () => lint(pages));
	await step('types', () => run(tool('svelte-check/bin/svelte-check'), ['--fail-on-warnings']));
	await step('schema', () => run(process.execPath, ['scripts/schema.ts', '--check']));
}

function lint(...what: string[]) {
	return run(tool('eslint/bin/eslint.js'), [...what, '--max-warnings', '0']);
}

/** … while tests run on the other. */
async function live() {
	await step('tests', () => runTests('vitest.config.ts'));
}

async function journeys() {
	if (findChromium()) return runTests('vitest.journeys.config.ts');
	return { passed: 0, failed: 1, output: howToGetChromium };
}

function sum(count: (outcome: Outcome) => number): number {
	return outcomes.reduce((total, outcome) => total + count(outcome), 0);
}
