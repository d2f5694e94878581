/**
 * Splits a document into units, in a thread of its own with limits on time and memory: what a file
 * does to a parser, it does there.
 */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { limits, type Obstacle, type Outcome, type Source, type Tell } from './outcome.ts';
import { queue } from './queue.ts';
import { isPdf } from './sniff.ts';
import type { Message } from './worker.ts';

export type Options = {
	signal?: AbortSignal;
	onStage?: Tell;
	seconds?: number;
	megabytes?: number;
};

// One at a time stays well under a gigabyte together with the server.
const places = queue(1);

export async function split(source: Source, options: Options = {}): Promise<Outcome> {
	const { signal, onStage } = options;
	// What is too big is not even copied to the thread.
	const bytes = source.content.length;
	if (bytes > limits.bytes) return refused({ code: 'too_big', bytes, limit: limits.bytes });
	onStage?.('waiting');
	const leave = await places.enter(signal);
	return leave ? run(source, options, leave) : refused({ code: 'cancelled' });
}

const refused = (obstacle: Obstacle): Outcome => ({ ok: false, obstacle });

async function run(source: Source, options: Options, ended: () => void): Promise<Outcome> {
	const { signal, onStage, megabytes = limits.megabytes } = options;
	const { content } = source;
	const usual = typeof content !== 'string' && isPdf(content) ? limits.pdf.seconds : limits.seconds;
	const seconds = options.seconds ?? usual;
	const worker = new Worker(entry(), {
		workerData: source,
		resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 32 },
		execArgv: [],
		stdout: false,
		stderr: false
	});
	const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
	const cancel = () => resolve(refused({ code: 'cancelled' }));
	const timer = setTimeout(() => resolve(refused({ code: 'too_slow', seconds })), seconds * 1000);
	const watch = setInterval(() => {
		void outsideHeap(worker).then((bytes) => {
			if (bytes > limits.outside) resolve(refused({ code: 'too_heavy', megabytes: heavy }));
		});
	}, 150);
	signal?.addEventListener('abort', cancel, { once: true });
	if (signal?.aborted) cancel();
	worker.on('message', (message: Message) => {
		if ('outcome' in message) resolve(message.outcome);
		else if (!signal?.aborted) onStage?.(message.stage, message.progress);
	});
	worker.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
			resolve(refused({ code: 'too_heavy', megabytes }));
		else reject(error);
	});
	worker.on('exit', (code) => reject(new Error(`The splitting thread ended with ${code}.`)));
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		clearInterval(watch);
		signal?.removeEventListener('abort', cancel);
		// A busy thread ends when it can; the answer need not wait for it, the next one must.
		void worker.terminate().finally(ended);
	}
}

const heavy = Math.round(limits.outside / 1024 / 1024);

/** What a thread holds beside its heap, which its limit does not count: unpacked streams, above all. */
const outsideHeap = (worker: Worker) =>
	worker.getHeapStatistics().then(
		({ external_memory: bytes }) => bytes,
		// It has ended meanwhile.
		() => 0
	);

/** The source file itself, also where this module was bundled: `src` ships with the package. */
function entry(): string {
	const beside = join(import.meta.dirname, 'worker.ts');
	if (existsSync(beside)) return beside;
	return join(root(import.meta.dirname), 'src/domain/text/split/worker.ts');
}

function root(folder: string): string {
	const manifest = join(folder, 'package.json');
	if (existsSync(manifest) && /"name":\s*"folkmoot"/.test(readFileSync(manifest, 'utf8')))
		return folder;
	const above = dirname(folder);
	if (above === folder) throw new Error('The folder of Folkmoot was not found.');
	return root(above);
}
