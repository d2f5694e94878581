/** Long work in a thread of its own, with limits on time and memory: the pages go on being served. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

export type Limits = { seconds: number; megabytes: number; signal?: AbortSignal };
export type Worked<Answer> =
	{ ok: true; answer: Answer } | { ok: false; reason: 'cancelled' | 'too_slow' | 'too_heavy' };

/** What a thread says: how far it is, or its answer. */
export type Said<Answer> = { progress: number } | { answer: Answer };

/** Runs a module below `src` as a thread on the given data; it answers once by `{ answer }`. */
export async function inThread<Answer>(
	module: string,
	data: unknown,
	{ seconds, megabytes, signal }: Limits,
	progress: (percent: number) => void = () => undefined
): Promise<Worked<Answer>> {
	const worker = new Worker(join(rootOf(import.meta.dirname), 'src', module), {
		workerData: data,
		resourceLimits: { maxOldGenerationSizeMb: megabytes },
		execArgv: []
	});
	const { promise, resolve, reject } = Promise.withResolvers<Worked<Answer>>();
	const cancel = () => resolve({ ok: false, reason: 'cancelled' });
	const timer = setTimeout(() => resolve({ ok: false, reason: 'too_slow' }), seconds * 1000);
	signal?.addEventListener('abort', cancel, { once: true });
	if (signal?.aborted) cancel();
	worker.on('message', (said: Said<Answer>) => {
		if ('answer' in said) resolve({ ok: true, answer: said.answer });
		else progress(said.progress);
	});
	worker.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ ok: false, reason: 'too_heavy' });
		else reject(error);
	});
	worker.on('exit', (code) => reject(new Error(`${module} ended with ${code}.`)));
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', cancel);
		void worker.terminate();
	}
}

/** The folder of Folkmoot, also where this module was bundled: `src` ships with the package. */
function rootOf(folder: string): string {
	const manifest = join(folder, 'package.json');
	if (existsSync(manifest) && /"name":\s*"folkmoot"/.test(readFileSync(manifest, 'utf8')))
		return folder;
	const above = dirname(folder);
	if (above === folder) throw new Error('The folder of Folkmoot was not found.');
	return rootOf(above);
}
