import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'vite';

const source = new URL('../src/ui/script/', import.meta.url).pathname;

/** Where the bundled scripts of the pages lie; made, not kept. */
export const scriptFolder = `${source}made/`;

/**
 * Bundles src/ui/script/main.ts into one small module for every page, and each file of modules/ into one of its
 * own, fetched only where a page holds something it works on (main.ts: `data-module`).
 */
export async function bundleScripts() {
	const modules = readdirSync(`${source}modules`).filter((file) => file.endsWith('.ts'));
	const entries = ['main.ts', ...modules.map((file) => `modules/${file}`)];
	for (const [n, entry] of entries.entries()) {
		await build({
			configFile: false,
			logLevel: 'warn',
			publicDir: false,
			build: {
				outDir: scriptFolder,
				emptyOutDir: n === 0,
				target: 'es2022',
				lib: {
					entry: source + entry,
					formats: ['es'],
					fileName: () => `${basename(entry, '.ts')}.js`
				}
			}
		});
	}
}
