/** folkmoot check: does the database keep what it acknowledges, and are the counts people see right? */

import { sharedMailboxes } from '#domain/accounts/address-keys.server.ts';
import { countsThere, differences } from '#platform/check.server.ts';
import { durability } from '#platform/durability.server.ts';
import { exit, progress, read, type Command } from './command.ts';
import { withDatabase } from './database.ts';

export const command: Command = {
	does: 'look at the database’s durability and recompute every public count',
	help: `Usage: folkmoot check [--json]

Prints the database's durability settings and compares every stored public count (votes, supports,
replies, signatures, folded texts) with the rows it counts, and names the accounts that stand for a
mailbox another account has too. It changes nothing and may run beside the server.
Ends with 1 when a setting risks acknowledged writes or a count differs.`,
	async run(args) {
		const { values } = read(args, { json: { type: 'boolean', default: false } });
		const found = await withDatabase(async ({ db }) => {
			progress('Recomputing every count …');
			const settings = await durability(db);
			const [checked, different] = [await countsThere(db), await differences(db)];
			return { settings, checked, differences: different, doubles: await sharedMailboxes(db) };
		});
		progress('', true);
		if (values.json) console.log(JSON.stringify(found, null, '\t'));
		else console.log(told(found));
		const fine = found.settings.every((setting) => setting.fine) && found.differences.length === 0;
		return fine ? exit.fine : exit.fault;
	}
};

type Found = {
	settings: Awaited<ReturnType<typeof durability>>;
	checked: Awaited<ReturnType<typeof countsThere>>;
	differences: Awaited<ReturnType<typeof differences>>;
	doubles: Awaited<ReturnType<typeof sharedMailboxes>>;
};

function told({ settings, checked, differences: different, doubles }: Found): string {
	return [
		'Durability',
		...settings.map(({ name, value, fine }) => `  ${fine ? 'ok   ' : 'FAULT'} ${name} = ${value}`),
		'Counts',
		...checked.map(({ count, checked: n }) => {
			const wrong = different.filter((one) => one.count === count).length;
			return `  ${wrong === 0 ? 'ok   ' : 'FAULT'} ${count}: ${n} recomputed, ${wrong} differ`;
		}),
		...different
			.slice(0, 100)
			.map(
				({ count, of, shown, counted }) => `  ${count} of ${of}: shown ${shown}, counted ${counted}`
			),
		...(different.length > 100 ? [`  and ${different.length - 100} more`] : []),
		'Accounts',
		`  ${doubles.length === 0 ? 'ok   ' : 'NOTE '} ${doubles.length} share a mailbox with another account`,
		...doubles.slice(0, 100).map(({ id, of }) => `  ${id} shares the mailbox of ${of}`)
	].join('\n');
}
