/** What every command of the command line is, and how it ends. */

import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Exit codes that scripts may rely on. */
export const exit = { fine: 0, fault: 1, usage: 2 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

export type Command = {
	/** One line for the list of commands. */
	does: string;
	help: string;
	run: (args: string[]) => Promise<Exit>;
};

/** A command line that cannot be meant: answered with a sentence and exit code 2. */
export class Misuse extends Error {}
/** Something in the way that a sentence explains: exit code 1. */
export class Fault extends Error {}

/** The options of a command line; a Misuse when one is unknown or lacks its value. */
export function read<const Options extends ParseArgsOptionsConfig>(
	args: string[],
	options: Options
) {
	try {
		return parseArgs({ args, options, allowPositionals: true, strict: true });
	} catch (error) {
		throw new Misuse(error instanceof Error ? error.message : String(error));
	}
}

/** Progress is for people: on standard error, over itself on a terminal, and quiet in a pipe. */
export function progress(sentence: string, done = false) {
	if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${sentence}${done ? '\n' : ''}`);
	else if (done) process.stderr.write(`${sentence}\n`);
}
