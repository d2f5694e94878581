import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { bundleScript, scriptFile } from './scripts/script.ts';

/** The process itself is a further input of the server build, so that it shares modules with the pages. */
const process_: Plugin = {
	name: 'folkmoot-process',
	apply: 'build',
	config: () => ({
		environments: {
			ssr: { build: { rolldownOptions: { input: { folkmoot: 'src/server.ts' } } } }
		}
	})
};

/** The one script of the pages, bundled before it is asked for by address; changed sources reload the page. */
const script: Plugin = {
	name: 'folkmoot-script',
	buildStart: () => bundleScript(),
	configureServer(server) {
		server.watcher.on('change', (file) => {
			if (!file.includes('/src/') || file.startsWith(scriptFile)) return;
			const done = file.includes('/src/ui/script/') ? bundleScript() : Promise.resolve();
			void done.then(() => server.ws.send({ type: 'full-reload' }));
		});
	}
};

export default defineConfig({
	plugins: [
		script,
		sveltekit({
			adapter: adapter({ precompress: true }),
			compilerOptions: { runes: true },
			output: { bundleStrategy: 'split' },
			inlineStyleThreshold: 0,
			paths: { relative: false }
		}),
		process_
	],
	build: { assetsInlineLimit: 0 }
});
