/**
 * Open streams, kept as cheap as they can be: a bare socket each, and one buffer of bytes written to all of
 * them. Who does not read is let go of before anything piles up for them.
 */

import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Bytes that may wait for one reader; frames are some hundreds. */
const patience = 64 * 1024;

/** Milliseconds after which a stream is ended, so that the reader comes again, to whichever process. */
const lifetime = 15 * 60_000;

export type Stream = {
	write: (frame: Buffer) => void;
	/** Says good-bye and closes. */
	end: (farewell: Buffer) => void;
	/** Whether its time is over. */
	old: () => boolean;
};

/** Answers with the head of a stream and the first frames, and keeps no more of the answer than its socket. */
export function streamOn(
	response: ServerResponse,
	headers: Record<string, string>,
	first: Buffer,
	closed: () => void
): Stream | null {
	const { socket } = response;
	if (!socket || socket.destroyed) return null;
	// Without chunks the same bytes serve every reader; the end of the connection is the end of the stream.
	response.useChunkedEncodingByDefault = false;
	response.shouldKeepAlive = false;
	response.writeHead(200, { ...headers, connection: 'close' });
	response.flushHeaders();
	socket.setNoDelay(true);
	socket.setKeepAlive(true, 30_000);
	socket.once('close', closed);
	// A reader that vanished has nothing to be told.
	socket.on('error', () => undefined);
	socket.resume();
	socket.write(first);
	const until = performance.now() + lifetime * (1 + Math.random() / 3);
	return {
		write: (frame) => write(socket, frame),
		end: (farewell) => socket.end(farewell),
		old: () => performance.now() > until
	};
}

function write(socket: Socket, frame: Buffer) {
	if (socket.writableLength > patience) socket.destroy();
	else if (socket.writable) socket.write(frame);
}
