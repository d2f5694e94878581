/** What other processes tell this one: a single LISTEN connection, and who wants to hear. */

import pg from 'pg';

export type Hub = {
	/** Called with the topic and the id of every word heard, and with `everything` after a gap in hearing. */
	hear: (listener: (topic: string, id: string) => void) => void;
	listening: () => boolean;
	close: () => Promise<void>;
};

const pauses = [100, 250, 500, 1000, 2000];

/** Opens the listening connection and keeps reopening it; after each gap, listeners hear `everything`. */
export async function openHub(url: string): Promise<Hub> {
	const listeners: ((topic: string, id: string) => void)[] = [];
	let client: pg.Client | null = null;
	let closed = false;
	let tries = 0;

	const tell = (topic: string, id: string) => listeners.forEach((listener) => listener(topic, id));

	const again = () => {
		client = null;
		if (closed) return;
		const pause = pauses[Math.min(tries++, pauses.length - 1)];
		setTimeout(() => void connect().catch(() => undefined), pause).unref();
	};

	async function connect() {
		const next = new pg.Client({
			connectionString: url,
			application_name: 'folkmoot listen',
			keepAlive: true,
			connectionTimeoutMillis: 2000
		});
		let ended = false;
		const lost = () => {
			if (ended) return;
			ended = true;
			next.end().catch(() => undefined);
			again();
		};
		next.on('error', lost);
		next.on('end', lost);
		next.on('notification', ({ payload = '' }) => {
			const [topic = '', id = ''] = payload.split(' ');
			tell(topic, id);
		});
		try {
			await next.connect();
			await next.query('listen folkmoot');
		} catch (error) {
			lost();
			throw error;
		}
		client = next;
		tries = 0;
		tell('everything', '');
	}

	await connect();
	return {
		hear: (listener) => void listeners.push(listener),
		listening: () => client !== null,
		close: async () => {
			closed = true;
			await client?.end().catch(() => undefined);
		}
	};
}
