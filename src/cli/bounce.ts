/** folkmoot bounce: a mail that came back, read from standard input. */

import { bounced, mostBytes } from '#platform/mail/bounce.server.ts';
import { exit, Fault, read, type Command } from './command.ts';
import { withDatabase } from './database.ts';

const reasons = {
	not_a_report: 'This is no delivery status message.',
	not_failed: 'It reports no failure for good.',
	not_ours: 'It is about no mail of this installation.',
	another_address: 'It is about another address than the mail it names went to.'
};

export const command: Command = {
	does: 'read a mail that came back from standard input, and stop mail to its address',
	help: `Usage: folkmoot bounce < MESSAGE

Reads one delivery status message (RFC 3464) from standard input, as a mail server hands it to a
program. When it says that a mail of this installation failed for good at the address it was sent
to, that address gets no more mail, links to sign in apart, until its owner asks for it again.

In Postfix, for example, with MAIL_FROM=bounces@folkmoot.example:
  /etc/aliases:  bounces: "|/usr/bin/env FOLKMOOT_DATA=/srv/folkmoot npx folkmoot bounce"

Whatever else arrives there is passed over, with a line on standard error and exit code 0, so that
the mail server does not send it back again.`,
	async run(args) {
		read(args, {});
		const message = await standardInput();
		const outcome = await withDatabase(({ db }) => bounced(db, message));
		console.error(
			outcome.ok
				? outcome.stopped
					? 'Mail to its address has stopped.'
					: 'It is noted; mail to its address goes on or had stopped before.'
				: `${reasons[outcome.because]} Nothing was done.`
		);
		return exit.fine;
	}
};

async function standardInput(): Promise<Uint8Array> {
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of process.stdin) {
		size += (piece as Buffer).length;
		if (size > mostBytes) throw new Fault(`The message is larger than ${mostBytes} bytes.`);
		pieces.push(piece as Buffer);
	}
	return Buffer.concat(pieces);
}
