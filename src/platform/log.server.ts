import { pino } from 'pino';

const secret = [
	'email',
	'token',
	'cookie',
	'authorization',
	'body',
	'*.email',
	'*.token',
	'*.cookie',
	'*.body'
];

/**
 * What a line says of an error: what happened and where, and nothing the error carries along. The database's
 * errors carry the row that broke a rule, which may be a person's vote.
 */
export function told(cause: unknown): unknown {
	if (!(cause instanceof Error)) return cause;
	const { name, message, stack } = cause;
	const { code, constraint } = cause as { code?: unknown; constraint?: unknown };
	const because = cause.cause === undefined ? {} : { cause: told(cause.cause) };
	const several = cause instanceof AggregateError ? { errors: cause.errors.map(told) } : {};
	return { name, message, code, constraint, stack, ...because, ...several };
}

/** The process's log: JSON lines on standard error, without addresses, tokens and texts. */
export const log = pino(
	{
		level: process.env.LOG_LEVEL ?? 'warn',
		redact: secret,
		serializers: { cause: told, error: told, err: told }
	},
	pino.destination(2)
);
