/**
 * Splits a document into units, in a thread of its own with limits on time and memory: what a file
 * does to a parser, it does there.
 */

import { inThread } from '#domain/thread.server.ts';
import { limits, type Obstacle, type Outcome, type Source, type Tell } from './outcome.ts';
import { queue } from './queue.ts';
import { isPdf } from './sniff.ts';
import type { Far } from './worker.ts';

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
	const worked = await inThread<Outcome, Far>(
		'domain/text/split/worker.ts',
		source,
		{ seconds, megabytes, outside: limits.outside, signal, ended },
		({ stage, progress }) => onStage?.(stage, progress)
	);
	if (worked.ok) return worked.answer;
	if (worked.reason === 'too_heavy')
		return refused({ code: 'too_heavy', megabytes: worked.megabytes });
	return refused(
		worked.reason === 'too_slow' ? { code: 'too_slow', seconds } : { code: 'cancelled' }
	);
}
