/** Mail put into words in its recipient's language, and sent where there is a server to send it. */

import { createTransport } from 'nodemailer';
import { isEmail } from '#domain/accounts/accounts.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { enqueue } from '#domain/jobs.server.ts';
import { isLanguage } from '#domain/languages.ts';
import { isStopped, stopMailTo } from '#domain/notifications/mail-stopped.server.ts';
import { despiteStop, type Fact, type Kind } from '#domain/notifications/notify.server.ts';
import { isBadAddress, isFinal, waitAfter, type Failure } from '#domain/notifications/sending.ts';
import { wordsIn, type Facts, type Key, type Words } from '#ui/words.ts';
import type { House } from './house.server.ts';
import { log } from './log.server.ts';
import { partsOf, written, type Letter } from './mail/letter.ts';
import { noticeDraft } from './mail/notices.server.ts';
import { stopToken } from './mail/stop-link.server.ts';

export type { Letter };

/** The words of a mail: the fact `path` becomes the address `link`, moments are told in their zone. */
export function compose(
	kind: Kind,
	language: string,
	facts: Record<string, Fact>,
	origin: string
): Letter {
	const words = wordsIn(isLanguage(language) ? language : 'en');
	const told: Facts = { origin };
	for (const [name, fact] of Object.entries(facts)) told[name] = tell(words, fact);
	if (typeof facts.path === 'string') told.link = origin + facts.path;
	return written({
		subject: words.t(`mail.${kind}.subject` as Key, told),
		lang: words.lang,
		parts: partsOf(words.t(`mail.${kind}.body` as Key, told), origin),
		foot: [{ paragraph: words.t('mail.footer', { origin }) }]
	});
}

function tell({ moment, date, t }: Words, fact: Fact) {
	if (typeof fact !== 'object') return fact;
	if ('day' in fact) return date(new Date(`${fact.day}T12:00Z`), 'UTC');
	return 'word' in fact ? t(fact.word as Key) : moment(new Date(fact.at), fact.zone);
}

/** A mail as its row keeps it. */
export type Kept = {
	id: string;
	recipient: string;
	language: string;
	kind: string;
	facts: unknown;
};

/** With the address that stops more of the kind, where there is one. */
export type Ready = { letter: Letter; stopAddress: string | null };

/** A mail in words; null when nothing is left to tell. */
export async function letterOf(
	db: Database,
	{ origin, secret }: { origin: string; secret: string },
	mail: Kept
): Promise<Ready | null> {
	const { kind, language, recipient } = mail;
	if (kind === 'notices') {
		const found = await noticeDraft(db, { origin, secret }, mail);
		return found && { letter: written(found.draft), stopAddress: found.stopAddress };
	}
	const facts = mail.facts as Record<string, Fact>;
	const stopAddress =
		typeof facts.contribution === 'string'
			? `${origin}/${language}/unsubscribe/${stopToken(secret, { contributionId: facts.contribution, stopped: [] }, recipient)}`
			: null;
	const all = stopAddress ? { ...facts, stop: stopAddress } : facts;
	return { letter: compose(kind as Kind, language, all, origin), stopAddress };
}

/** Milliseconds a mail server is waited for; one that is slow holds up one connection of several. */
const patience = { dnsTimeout: 5_000, connectionTimeout: 10_000, greetingTimeout: 10_000 };
const silence = 30_000;

/** Mails on their way at the same time, in one process. */
export const mailsAtOnce = 3;

const transportTo = (url: string) =>
	createTransport({
		...{ url, pool: true, maxConnections: mailsAtOnce, maxMessages: 100, maxRequeues: 0 },
		...{ ...patience, socketTimeout: silence, disableFileAccess: true, disableUrlAccess: true }
	});
let transport: { url: string; transporter: ReturnType<typeof transportTo> } | undefined;

function transporterFor(url: string) {
	if (transport?.url !== url) {
		closeMail();
		transport = { url, transporter: transportTo(url) };
	}
	return transport.transporter;
}

/** Hangs up on the mail server. */
export function closeMail() {
	transport?.transporter.close();
	transport = undefined;
}

/** What a mail server would not take, for the row of the mail. */
class NotTaken extends Error {
	failure: Failure;
	name_: string;
	constructor(cause: unknown) {
		super(cause instanceof Error ? cause.message.slice(0, 300) : 'unknown');
		const { responseCode, response, command, code } = Object(cause) as Record<string, unknown>;
		this.failure = {
			status: typeof responseCode === 'number' ? responseCode : undefined,
			answer: typeof response === 'string' ? response : undefined,
			command: typeof command === 'string' ? command : undefined
		};
		this.name_ = String(responseCode ?? code ?? 'unknown');
	}
}

/**
 * Sends one mail and forgets what it said. It is held by its row meanwhile: nobody else sends it, and what is
 * left to do once the server has it is one commit. A failure is noted and the mail tried again later, until
 * it is given up.
 */
export async function sendMail(house: House, id: string): Promise<void> {
	try {
		await house.db.transaction().execute((tx) => attempt(tx, house, id));
	} catch (cause) {
		if (!(cause instanceof NotTaken)) throw cause;
		await house.db.transaction().execute((tx) => note(tx, id, cause));
	}
}

async function attempt(tx: Transaction, { config, showsMail }: House, id: string): Promise<void> {
	const mail = await tx
		.selectFrom('mail')
		.select(['id', 'recipient', 'language', 'kind', 'facts', 'attempts'])
		.where('id', '=', id)
		.where('sentAt', 'is', null)
		.where('givenUpAt', 'is', null)
		.where('facts', 'is not', null)
		.forUpdate()
		.skipLocked()
		.executeTakeFirst();
	if (!mail) return;
	// The mail library makes one address of whatever it is given, and not always the one that was meant.
	if (!isEmail(mail.recipient)) return giveUp(tx, id, 'no address');
	if (!despiteStop.includes(mail.kind as Kind) && (await isStopped(tx, mail.recipient)))
		return giveUp(tx, id, 'stopped');
	const ready = await letterOf(tx, config, mail);
	if (!ready) return giveUp(tx, id, 'nothing left');
	const { letter, stopAddress } = ready;
	if (!config.smtpUrl) {
		// On a page, in the terminal of one's own machine, or nowhere until there is a server.
		if (config.loopback && !showsMail)
			console.log(`\nTo ${mail.recipient}: ${letter.subject}\n\n${letter.body}`);
		return;
	}
	await tx
		.updateTable('mail')
		.set({
			...{ attempts: mail.attempts + 1, failure: null, facts: null },
			sentAt: (eb) => eb.fn<Date>('clock_timestamp')
		})
		.where('id', '=', id)
		.execute();
	await transporterFor(config.smtpUrl)
		.sendMail({
			from: config.mailFrom,
			// An object, not a text: the address is never read as a list.
			to: [{ name: '', address: mail.recipient }],
			subject: letter.subject,
			text: letter.body,
			html: letter.html,
			// The same at every try: whoever gets it twice can know.
			messageId: `<${id}@${new URL(config.origin).hostname}>`,
			headers: {
				'Content-Language': mail.language,
				'Auto-Submitted': 'auto-generated',
				...(stopAddress
					? {
							'List-Unsubscribe': `<${stopAddress}>`,
							'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
						}
					: {})
			},
			disableFileAccess: true,
			disableUrlAccess: true
		})
		.catch((cause: unknown) => {
			throw new NotTaken(cause);
		});
}

const giveUp = (tx: Transaction, id: string, failure: string) =>
	tx
		.updateTable('mail')
		.set((eb) => ({ facts: null, failure, givenUpAt: eb.fn<Date>('clock_timestamp') }))
		.where('id', '=', id)
		.execute()
		.then(() => undefined);

/** Servers name the recipient in their answers, so the row keeps those and the log gets a number. */
async function note(tx: Transaction, id: string, { failure, message, name_ }: NotTaken) {
	const mail = await tx
		.updateTable('mail')
		.set((eb) => ({ attempts: eb('attempts', '+', 1), failure: message }))
		.where('id', '=', id)
		.returning(['attempts', 'recipient', 'kind'])
		.executeTakeFirst();
	if (!mail) return;
	log.warn({ mail: id, attempts: mail.attempts }, `mail was not taken (${name_})`);
	const seconds = waitAfter(mail.attempts);
	if (isFinal(failure) || seconds === null) {
		await giveUp(tx, id, message);
		if (isBadAddress(failure)) await stopMailTo(tx, mail.recipient, failure.answer ?? message);
		return;
	}
	await enqueue(
		tx,
		'send_mail',
		{ id },
		{
			runAt: new Date(Date.now() + seconds * 1000),
			jobKey: `mail ${id}`,
			priority: mail.kind === 'notices' ? 10 : 0
		}
	);
}
