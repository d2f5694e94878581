/** Where a request comes from, for what is answered before Kit is asked: as its adapter finds it out. */

import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';

/** The client's address: of the connection, or from the header in which a proxy names it. */
export function addressOf(
	{ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
	{ addressHeader, addressDepth }: Pick<Config, 'addressHeader' | 'addressDepth'>
): string {
	const own = socket.remoteAddress ?? '';
	if (!addressHeader) return own;
	const said = [headers[addressHeader] ?? []].flat().join(',');
	if (addressHeader !== 'x-forwarded-for') return said || own;
	// Entries further left are what the client says of itself.
	return said.split(',').at(-addressDepth)?.trim() || own;
}
