/** The pool and Kysely over it: the process's one way to the database. */

import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from '#domain/database.server.ts';

/** Counts and generations stay far below 2^53, so they are read as numbers. */
const int8 = 20;

export type Connection = { pool: pg.Pool; db: Kysely<Tables> };

type Given = {
	/** A connection ends statements after 30 s; a pooler takes no such wish, and migrations have none. */
	unlimited?: boolean;
	/** Milliseconds after which an answer is no longer waited for; forever when absent. */
	patience?: number;
};

/** Opens a pool of at most `size` connections. */
export function connect(
	url: string,
	size = 12,
	{ unlimited = false, patience }: Given = {}
): Connection {
	const pool = openPool(url, size, { unlimited, patience });
	return { pool, db: over(pool) };
}

/** Kysely over a pool. */
export const over = (pool: Pick<pg.Pool, 'connect' | 'end'>): Kysely<Tables> =>
	new Kysely<Tables>({
		dialect: new PostgresDialect({ pool: pool as pg.Pool }),
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
	});

function openPool(url: string, size: number, { unlimited, patience }: Given): pg.Pool {
	const pool = new pg.Pool({
		connectionString: url,
		max: size,
		application_name: 'folkmoot',
		...(unlimited ? {} : { statement_timeout: 30_000 }),
		...(patience ? { query_timeout: patience } : {}),
		connectionTimeoutMillis: Math.min(2_000, patience ?? 2_000),
		keepAlive: true,
		types: {
			getTypeParser: (id, format) => (id === int8 ? Number : pg.types.getTypeParser(id, format))
		}
	});
	// An idle connection that breaks is replaced at the next query; it must not end the process.
	pool.on('error', () => undefined);
	pool.on('connect', (client) => {
		client.on('error', () => undefined);
		lean(client);
	});
	return pool;
}

/**
 * pg's own promise keeps each answer alive until a full collection: a long export grew by 90 kB with
 * every batch, some 100 MB in all. The same call with a callback does not, so we promise ourselves.
 */
function lean(client: pg.PoolClient) {
	const ask = client.query.bind(client) as (...args: unknown[]) => unknown;
	const query = (...args: unknown[]) => {
		const last = args.at(-1);
		const submits = typeof args[0] === 'object' && args[0] !== null && 'submit' in args[0];
		if (typeof last === 'function' || submits) return ask(...args);
		return new Promise((resolve, reject) => {
			ask(...args, (error: unknown, result: unknown) => (error ? reject(error) : resolve(result)));
		});
	};
	client.query = query as typeof client.query;
}

const unavailable = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ETIMEDOUT',
	'ENOENT',
	'57P01',
	'57P02',
	'57P03',
	'53300',
	'08006',
	'08001',
	'08003'
]);

/** Whether an error says that the database is not there, rather than that the query was wrong. */
export function isUnavailable(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const code = 'code' in error ? String(error.code) : '';
	return (
		unavailable.has(code) ||
		/Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
			error.message
		) ||
		(error instanceof AggregateError && error.errors.some(isUnavailable)) ||
		(error.cause !== undefined && isUnavailable(error.cause))
	);
}
