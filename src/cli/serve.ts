/** folkmoot serve: the server itself, as built. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#platform/root.ts';
import { exit, Fault, read, type Command } from './command.ts';

export const command: Command = {
	does: 'start the server',
	help: `Usage: folkmoot serve [--empty]

Starts the server on HOST:PORT (127.0.0.1:3000) with the database of FOLKMOOT_DATA or DATABASE_URL.
An empty database gets the example; with --empty it gets a set-up page instead.
Ctrl-C stops everything.`,
	async run(args) {
		read(args, { empty: { type: 'boolean' } });
		const program = join(root, 'build/server/folkmoot.js');
		if (!existsSync(program)) throw new Fault('Folkmoot is not built yet. Run: npm run build');
		process.env.NODE_ENV ??= 'production';
		await import(program);
		return exit.fine;
	}
};
