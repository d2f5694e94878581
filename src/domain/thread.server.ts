/** Long work in a thread of its own, with limits on time and memory: the pages go on being served. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

export type Limits = {
	seconds: number;
	/** How far its heap may grow, and what it may hold beside it: unpacked streams, above all. */
	megabytes: number;
	outside?: number;
	signal?: AbortSignal | undefined;
	/** Called when the thread is gone: a busy one ends when it can, which may be after the answer. */
	ended?: () => void;
};
export type Worked<Answer> =
	| { ok: true; answer: Answer }
	| { ok: false; reason: 'cancelled' | 'too_slow' }
	| { ok: false; reason: 'too_heavy'; megabytes: number };

/** What a thread says: how far it is, or its answer. */
export type Said<Answer, Progress = number> = { progress: Progress } | { answer: Answer };

/** Runs a module below `src` as a thread on the given data; it answers once by `{ answer }`. */
export async function inThread<Answer, Progress = number>(
	module: string,
	data: unknown,
	{ seconds, megabytes, outside, signal, ended }: Limits,
	progress: (far: Progress) => void = () => undefined
): Promise<Worked<Answer>> {
	const worker = begin(module, data, megabytes, ended);
	const { promise, resolve, reject } = Promise.withResolvers<Worked<Answer>>();
	const tooHeavy = (most: number) => resolve({ ok: false, reason: 'too_heavy', megabytes: most });
	const cancel = () => resolve({ ok: false, reason: 'cancelled' });
	const timer = setTimeout(() => resolve({ ok: false, reason: 'too_slow' }), seconds * 1000);
	const watch = outside ? watched(worker, outside, tooHeavy) : undefined;
	signal?.addEventListener('abort', cancel, { once: true });
	if (signal?.aborted) cancel();
	worker.on('message', (said: Said<Answer, Progress>) => {
		if ('answer' in said) resolve({ ok: true, answer: said.answer });
		else if (!signal?.aborted) progress(said.progress);
	});
	worker.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooHeavy(megabytes);
		else reject(error);
	});
	worker.on('exit', (code) => reject(new Error(`${module} ended with ${code}.`)));
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		clearInterval(watch);
		signal?.removeEventListener('abort', cancel);
		void worker.terminate().finally(ended);
	}
}

function begin(module: string, data: unknown, megabytes: number, ended?: () => void): Worker {
	try {
		return new Worker(join(rootOf(import.meta.dirname), 'src', module), {
			workerData: data,
			resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 },
			execArgv: []
		});
	} catch (error) {
		// None began, so none is in the way of the next.
		ended?.();
		throw error;
	}
}

/** Looks at what a thread holds beside its heap, which its limit does not count. */
const watched = (worker: Worker, most: number, tooHeavy: (megabytes: number) => void) =>
	setInterval(() => {
		worker.getHeapStatistics().then(
			({ external_memory: bytes }) => {
				if (bytes > most * 1024 * 1024) tooHeavy(most);
			},
			// It has ended meanwhile.
			() => undefined
		);
	}, 150);

/** The folder of Folkmoot, also where this module was bundled: `src` ships with the package. */
function rootOf(folder: string): string {
	const manifest = join(folder, 'package.json');
	if (existsSync(manifest) && /"name":\s*"folkmoot"/.test(readFileSync(manifest, 'utf8')))
		return folder;
	const above = dirname(folder);
	if (above === folder) throw new Error('The folder of Folkmoot was not found.');
	return rootOf(above);
}
