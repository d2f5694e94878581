/** Mail as a row of the act that causes it: what kind and with which facts; the wording comes when it is sent. */

import type { Transaction } from '#domain/database.server.ts';
import { isEmail } from '#domain/accounts/accounts.ts';
import { newId } from '#domain/identity.ts';
import { enqueue, enqueueAll } from '#domain/jobs.server.ts';

/** A moment is told in the recipient's language and a zone; a `path` fact becomes a full address, a `word` is said in their language, a `day` is a date. */
export type Fact =
	string | number | { at: string; zone: string } | { word: string } | { day: string };

/** Each kind has `mail.<kind>.subject` and `mail.<kind>.body` in the words. */
export const kinds = [
	'sign_in',
	'sign_in_act',
	'set_up',
	'invitation',
	'organisation_verified',
	'organisation_refused',
	'role_granted',
	'role_ended',
	'receipt',
	'receipt_elsewhere',
	'answered_elsewhere',
	'unsent',
	'held',
	'refused',
	'redacted',
	'restored',
	'invalidated',
	'revalidated',
	'report_settled',
	'appeal_decided',
	'confirm',
	'key_changed',
	'address_confirm',
	'address_taken',
	'address_asked',
	'address_changed',
	'arrival',
	'suspended',
	'lifted'
] as const;
/** `notices` are put together when they are sent, of what there is to tell then. */
export type Kind = (typeof kinds)[number] | 'notices';

/** What somebody waits for goes even to an address that took no mail; it may take it again. */
export const despiteStop: readonly Kind[] = [
	'sign_in',
	'sign_in_act',
	'set_up',
	'confirm',
	'address_confirm',
	'arrival'
];

export type Message = {
	recipient: string;
	language: string;
	kind: Kind;
	facts: Record<string, Fact>;
};

/** Writes the mail and leaves its sending to the queue; answers the mail's id. Who has no address gets none. */
export async function notify(tx: Transaction, message: Message): Promise<string> {
	const id = newId();
	const { recipient, language, kind, facts } = message;
	if (!isEmail(recipient)) return id;
	await tx
		.insertInto('mail')
		.values({ id, recipient, language, kind, facts: JSON.stringify(facts) })
		.execute();
	await enqueue(tx, 'send_mail', { id }, { jobKey: `mail ${id}` });
	return id;
}

/** The same for many at once, in two statements. */
export async function notifyAll(tx: Transaction, messages: readonly Message[]): Promise<void> {
	const mails = messages
		.filter(({ recipient }) => isEmail(recipient))
		.map((message) => ({ ...message, id: newId(), facts: JSON.stringify(message.facts) }));
	if (mails.length === 0) return;
	await tx.insertInto('mail').values(mails).execute();
	await enqueueAll(
		tx,
		'send_mail',
		mails.map(({ id }) => ({ payload: { id }, jobKey: `mail ${id}` }))
	);
}
