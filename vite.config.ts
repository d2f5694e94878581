import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { bundleScripts, scriptFolder } from './scripts/script.ts';

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

/** The scripts of the pages, bundled before they are asked for by address; changed sources reload the page. */
const script: Plugin = {
	name: 'folkmoot-script',
	buildStart: () => bundleScripts(),
	configureServer(server) {
		server.watcher.on('change', (file) => {
			if (!file.includes('/src/') || file.startsWith(scriptFolder)) return;
			const done = file.includes('/src/ui/script/') ? bundleScripts() : Promise.resolve();
			void done.then(() => server.ws.send({ type: 'full-reload' }));
		});
	}
};

/** While developing, what `server.ts` answers in front of the pages: the streams of open ones. */
const live: Plugin = {
	name: 'folkmoot-live',
	apply: 'serve',
	configureServer(server) {
		server.middlewares.use((request, response, next) => {
			if (!request.url?.startsWith('/live/')) return next();
			const loads = ['platform/web/live.server.ts', 'platform/house.server.ts', 'doors.ts'];
			void Promise.all(loads.map((file) => server.ssrLoadModule(`/src/${file}`)))
				.then(([live, house, doors]) => {
					const act = doors?.doors[live?.liveDoor];
					const say = (_: unknown, status: number, sentence: string) =>
						response.writeHead(status).end(sentence);
					live?.answerLive({ request, response }, { house: house?.house(), act, headers: {}, say });
				})
				.catch(next);
		});
	}
};

export default defineConfig({
	plugins: [
		script,
		live,
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
