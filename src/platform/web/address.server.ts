/** Where a request comes from: what our own proxy says, never what the client says. */

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Config } from '../config.ts';

/** The header in which the server in front tells the pages; whatever a client sends in it is overwritten. */
export const addressHeader = 'x-folkmoot-address';

type Asked = { headers: IncomingMessage['headers']; socket: { remoteAddress?: string } };
type Trust = Pick<Config, 'addressHeader' | 'addressDepth'>;

/**
 * Each proxy adds an entry on the right: of those, the one of the outermost proxy we know is true. A request
 * with fewer entries did not come through all of them and is taken for what it is, its connection.
 */
export function addressOf(request: Asked, trust: Trust): string {
	const direct = request.socket.remoteAddress ?? '';
	if (!trust.addressHeader) return direct;
	const said = request.headers[trust.addressHeader] ?? '';
	const entries = (Array.isArray(said) ? said.join() : said).split(',');
	const named = bare(entries.at(-trust.addressDepth) ?? '');
	return isIP(named) ? named : direct;
}

/** Without the port or the brackets that some proxies leave on it. */
const bare = (entry: string) =>
	entry
		.trim()
		.replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
		.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
