/** A mail that came back: a delivery status message (RFC 3464) about one of ours stops further mail to its address. */

import PostalMime from 'postal-mime';
import type { Database } from '#domain/database.server.ts';
import { isId } from '#domain/identity.ts';
import { stopMailTo } from '#domain/notifications/mail-stopped.server.ts';

export type Bounced =
	| { ok: true; stopped: boolean }
	| { ok: false; because: 'not_a_report' | 'not_failed' | 'not_ours' | 'another_address' };

/** Largest message read; reports are small, and what comes with them is not needed. */
export const mostBytes = 1_000_000;

/** Only a report that names a mail of ours, for good, for the address it went to. */
export async function bounced(db: Database, message: Uint8Array): Promise<Bounced> {
	const report = await reportIn(message);
	if (!report) return { ok: false, because: 'not_a_report' };
	const { recipients, messageIds } = report;
	const failed = recipients.filter(
		({ action, status }) => action === 'failed' && /^5\./.test(status)
	);
	if (failed.length === 0) return { ok: false, because: 'not_failed' };
	const ids = messageIds.flatMap((id) => (isId(id) ? [id] : []));
	const mail = ids.length
		? await db
				.selectFrom('mail')
				.select(['id', 'recipient'])
				.where('id', 'in', ids)
				.executeTakeFirst()
		: undefined;
	if (!mail) return { ok: false, because: 'not_ours' };
	const about = failed.find(({ addresses }) => addresses.includes(mail.recipient.toLowerCase()));
	if (!about) return { ok: false, because: 'another_address' };
	const because = about.diagnostic || about.status;
	// A mailbox that is not there or takes no more; a refusal of this one mail (5.7) stops nothing but it.
	const stops = /^5\.[12]\./.test(about.status);
	return db.transaction().execute(async (tx) => {
		await tx
			.updateTable('mail')
			.set((eb) => ({
				failure: because.slice(0, 300),
				facts: null,
				givenUpAt: eb.fn<Date>('clock_timestamp')
			}))
			.where('id', '=', mail.id)
			.execute();
		return { ok: true, stopped: stops && (await stopMailTo(tx, mail.recipient, because)) };
	});
}

type Recipient = { addresses: string[]; action: string; status: string; diagnostic: string };

async function reportIn(message: Uint8Array) {
	const parsed = await PostalMime.parse(message, { forceRfc822Attachments: true }).catch(
		() => null
	);
	const parts = (parsed?.attachments ?? []).map(({ mimeType, content }) => ({
		type: mimeType.toLowerCase(),
		text: typeof content === 'string' ? content : new TextDecoder().decode(content)
	}));
	const status = parts.find(({ type }) => type === 'message/delivery-status');
	if (!status) return null;
	const [, ...groups] = status.text.replace(/\r\n?/g, '\n').split(/\n\n+/);
	const messageIds = parts
		.filter(({ type }) =>
			['message/rfc822', 'text/rfc822-headers', 'message/global'].includes(type)
		)
		.flatMap(({ text }) => fieldsIn(text.split(/\r?\n\r?\n/)[0] ?? '').get('message-id') ?? [])
		.flatMap((value) => /<([^@<>\s]+)@[^<>\s]+>/.exec(value)?.[1] ?? []);
	return { recipients: groups.map(recipientIn), messageIds };
}

function recipientIn(group: string): Recipient {
	const fields = fieldsIn(group);
	const value = (name: string) => fields.get(name) ?? '';
	const address = (text: string) =>
		text
			.replace(/^[^;]*;/, '')
			.replace(/^\s*<?|>?\s*$/g, '')
			.toLowerCase();
	return {
		addresses: [address(value('final-recipient')), address(value('original-recipient'))],
		action: value('action').toLowerCase(),
		status: value('status').split(/\s/)[0] ?? '',
		diagnostic: value('diagnostic-code').replace(/^[^;]*;\s*/, '')
	};
}

/** Header fields by their names, unfolded; of a name sent twice the first counts. */
function fieldsIn(text: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
		const colon = line.indexOf(':');
		const name = line.slice(0, colon).trim().toLowerCase();
		if (colon > 0 && !found.has(name)) found.set(name, line.slice(colon + 1).trim());
	}
	return found;
}
