import { build } from 'vite';

/** Where the bundled script of the pages lies; made, not kept. */
export const scriptFile = new URL('../src/ui/script/made/', import.meta.url).pathname;

/** Bundles src/ui/script/main.ts into one small module. */
export async function bundleScript() {
	await build({
		configFile: false,
		logLevel: 'warn',
		publicDir: false,
		build: {
			outDir: scriptFile,
			emptyOutDir: true,
			target: 'es2022',
			lib: {
				entry: new URL('../src/ui/script/main.ts', import.meta.url).pathname,
				formats: ['es'],
				fileName: () => 'main.js'
			}
		}
	});
}
