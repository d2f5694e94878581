/** folkmoot migrate: brings the database to the schema of this version. */

import { migrate } from '#platform/migrate.ts';
import { exit, read, type Command } from './command.ts';
import { withDatabase } from './database.ts';

export const command: Command = {
	does: 'bring the database to the schema of this version',
	help: `Usage: folkmoot migrate

Applies the migrations that are missing, in order, once each. Starting the server does the same.`,
	async run(args) {
		read(args, {});
		const applied = await withDatabase(({ db }) => migrate(db), {
			make: true,
			anySchema: true,
			direct: true
		});
		console.log(
			applied.length === 0
				? 'Nothing to do: the database is up to date.'
				: `Applied ${applied.join(', ')}.`
		);
		return exit.fine;
	}
};
