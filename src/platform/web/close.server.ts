/** How a server stops listening: requests in flight finish, and nobody's open connection holds it up. */

import type { Server } from 'node:http';

/** Milliseconds between two looks for connections on which nothing happens any more. */
const look = 50;

/** Ends once no connection is left; those still busy after `patience` milliseconds are cut off. */
export async function closeServer(server: Server, patience: number): Promise<void> {
	const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
	// Node closes what is idle now; a connection whose answer comes later would stay open for seconds.
	const idle = setInterval(() => server.closeIdleConnections(), look);
	const cut = setTimeout(() => server.closeAllConnections(), patience);
	await closed;
	clearInterval(idle);
	clearTimeout(cut);
}
