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

/** The process's log: JSON lines on standard error, without addresses, tokens and texts. */
export const log = pino(
	{ level: process.env.LOG_LEVEL ?? 'warn', redact: secret },
	pino.destination(2)
);
