/** What goes over a stream, as bytes: https://html.spec.whatwg.org/multipage/server-sent-events.html */

import type { Change, Standing } from '#domain/consultation/live.ts';

/** A change, numbered with its generation, so that who comes back says what they know. */
export const frameOf = (change: Change) =>
	Buffer.from(`id: ${change.n}\ndata: ${JSON.stringify(change)}\n\n`);

/** The first words to a reader; `all` says that anything may have changed since they last heard. */
export function greeting({ generation, state }: Standing, all: boolean, pause: number): Buffer {
	const said = { n: generation, state, ...(all ? { all } : {}) };
	return Buffer.from(`retry: ${pause}\nid: ${generation}\ndata: ${JSON.stringify(said)}\n\n`);
}

/** Tells a reader to come again after so many milliseconds. */
export const farewell = (pause: number) => Buffer.from(`retry: ${pause}\n\n`);

/** A line that says nothing: proxies and readers see that someone is there. */
export const heartbeat = Buffer.from(':\n\n');
