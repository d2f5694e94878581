/** The thread a report is set in: one report, then it ends. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { trueType } from '../../ui/card/truetype.server.ts';
import { typst, type Set } from './typst.server.ts';
import type { Report } from '../../ui/paper/report-data.ts';

const letters = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'];
const faces: [font: string, subsets: string[], kinds: string[]][] = [
	['source-serif-4', letters, ['400-normal', '600-normal']],
	['source-sans-3', letters, ['400-normal', '600-normal']],
	['noto-naskh-arabic', ['arabic'], ['400-normal', '600-normal']]
];

function fonts(): Buffer[] {
	const { resolve } = createRequire(import.meta.url);
	return faces.flatMap(([font, subsets, kinds]) =>
		subsets.flatMap((subset) =>
			kinds.map((kind) =>
				trueType(readFileSync(resolve(`@fontsource/${font}/files/${font}-${subset}-${kind}.woff`)))
			)
		)
	);
}

/** Sets the report; PDF/UA-1, and a tagged PDF without that promise where a letter has no font. */
export function pdfOf(report: Report): Buffer {
	// The compiler may read its workspace: it gets an empty one.
	const workspace = mkdtempSync(join(tmpdir(), 'folkmoot-report-'));
	try {
		const compiler = typst().NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts() }] });
		const made = compiler.compile({
			mainFileContent: readFileSync(join(import.meta.dirname, 'report.typ'), 'utf8'),
			inputs: { report: JSON.stringify(report) }
		});
		const document = made.result;
		if (!document) throw new Error(`The report was not set: ${reasonOf(made)}`);
		return accessible(compiler, document) ?? compiler.pdf(document, { pdfTags: true });
	} finally {
		rmSync(workspace, { recursive: true, force: true });
	}
}

type Compiler = ReturnType<ReturnType<typeof typst>['NodeCompiler']['create']>;

function accessible(compiler: Compiler, document: Set): Buffer | null {
	try {
		return compiler.pdf(document, { pdfStandard: 'ua-1', pdfTags: true });
	} catch {
		return null;
	}
}

const reasonOf = (made: ReturnType<Compiler['compile']>) =>
	JSON.stringify(made.takeError()?.shortDiagnostics ?? null).slice(0, 1000);

if (parentPort) parentPort.postMessage({ answer: pdfOf(workerData as Report) });
