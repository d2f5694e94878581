/** What other processes tell this one: a single LISTEN connection, and who wants to hear. */

import pg from 'pg';

export type Hub = {
	/** Called with the topic and the id of every word heard, and with `everything` after a gap in hearing. */
	hear: (listener: (topic: string, id: string) => void) => void;
	listening: () => boolean;
	/** Lets the other processes see, by a name, that this one is there: for as long as it listens. */
	present: (name: string) => Promise<void>;
	close: () => Promise<void>;
};

const pauses = [100, 250, 500, 1000, 2000];

/** Milliseconds between two questions whether the line still stands, and how long an answer may take. */
const pulse = 2000;
const patience = 2000;

/** What the listening connections of processes are called; the name of one follows. */
export const presence = 'folkmoot listens ';

/** A machine that lost its power says no goodbye: the database asks after it and ends its session. */
const keepAlive =
	'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

/** Opens the listening connection and keeps reopening it; after each gap, listeners hear `everything`. */
export async function openHub(url: string): Promise<Hub> {
	const listeners: ((topic: string, id: string) => void)[] = [];
	let client: pg.Client | null = null;
	let closed = false;
	let tries = 0;
	let name = '';

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
			application_name: presence + name,
			keepAlive: true,
			connectionTimeoutMillis: patience,
			query_timeout: patience
		});
		let ended = false;
		// A line cut without a word would leave us believing what is long over.
		const pulsing = setInterval(() => void next.query('select 1').catch(lost), pulse).unref();
		const lost = () => {
			if (ended) return;
			ended = true;
			clearInterval(pulsing);
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
			await next.query(`${keepAlive}; listen folkmoot`);
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
		present: async (given) => {
			// A name has room for 63 characters: a second pool of workers stands there without its first word.
			name = name ? `${name} ${given.replace(/^pool-/, '')}` : given;
			await client?.query(`set application_name = ${pg.escapeLiteral(presence + name)}`);
		},
		close: async () => {
			closed = true;
			await client?.end().catch(() => undefined);
		}
	};
}
