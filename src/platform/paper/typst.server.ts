/** The library that sets reports, where there is one for this machine; what we use of it. */

import { createRequire } from 'node:module';

export type Set = object;
type Outcome = { result: Set | null; takeError(): { shortDiagnostics: unknown[] } | null };
type Compiler = {
	compile(options: { mainFileContent: string; inputs: Record<string, string> }): Outcome;
	pdf(set: Set, options: { pdfStandard?: string; pdfTags: boolean }): Buffer;
};
type Typst = {
	NodeCompiler: {
		create(options: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): Compiler;
	};
};

// Built for these alone in the version that makes accessible files (decision 26).
const builds = ['linux-x64-gnu', 'linux-x64-musl'].map(
	(build) => `@myriaddreamin/typst-ts-node-compiler-${build}`
);
const require = createRequire(import.meta.url);

function found(name: string): boolean {
	try {
		return require.resolve(name) !== '';
	} catch {
		return false;
	}
}

const build = builds.find(found);

/** Whether reports can be set on this machine. */
export const setsReports = build !== undefined;

/** The library, loaded: only in a thread of its own. */
export function typst(): Typst {
	if (!build) throw new Error('No build of Typst for this machine.');
	return require(build) as Typst;
}
