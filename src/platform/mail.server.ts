/** Mail put into words in its recipient's language, and sent where there is a server to send it. */

import { createTransport, type Transporter } from 'nodemailer';
import { isLanguage } from '#domain/languages.ts';
import type { Fact, Kind } from '#domain/notifications/notify.server.ts';
import { wordsIn, type Facts, type Key, type Words } from '#ui/words.ts';
import type { House } from './house.server.ts';

export type Letter = { subject: string; body: string };

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
	const subject = words.t(`mail.${kind}.subject` as Key, told).replace(/\s+/g, ' ');
	const body = words.t(`mail.${kind}.body` as Key, told);
	return { subject, body: `${body}\n\n-- \n${words.t('mail.footer', { origin })}\n` };
}

function tell({ moment, t }: Words, fact: Fact) {
	if (typeof fact !== 'object') return fact;
	return 'word' in fact ? t(fact.word as Key) : moment(new Date(fact.at), fact.zone);
}

let transport: { url: string; transporter: Transporter } | undefined;

function transporterFor(url: string) {
	if (transport?.url !== url) transport = { url, transporter: createTransport(url) };
	return transport.transporter;
}

/**
 * Sends one mail and forgets what it said; a failure is noted and thrown, so that the queue tries again. Servers
 * name the recipient in their answers, so the row keeps those and the queue's log gets a number.
 */
export async function sendMail({ db, config, showsMail }: House, id: string): Promise<void> {
	const mail = await db
		.selectFrom('mail')
		.select(['recipient', 'language', 'kind', 'facts', 'attempts'])
		.where('id', '=', id)
		.where('sentAt', 'is', null)
		.where('facts', 'is not', null)
		.executeTakeFirst();
	if (!mail) return;
	const facts = mail.facts as Record<string, Fact>;
	const { subject, body } = compose(mail.kind as Kind, mail.language, facts, config.origin);
	if (!config.smtpUrl) {
		// On a page, in the terminal of one's own machine, or nowhere until there is a server.
		if (config.loopback && !showsMail) console.log(`\nTo ${mail.recipient}: ${subject}\n\n${body}`);
		return;
	}
	const attempts = mail.attempts + 1;
	try {
		await transporterFor(config.smtpUrl).sendMail({
			from: config.mailFrom,
			// An object, not a text: the address is never read as a list.
			to: [{ name: '', address: mail.recipient }],
			subject,
			text: body,
			messageId: `<${id}@${new URL(config.origin).hostname}>`,
			headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
			disableFileAccess: true,
			disableUrlAccess: true
		});
	} catch (error) {
		const failure = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
		await db.updateTable('mail').set({ attempts, failure }).where('id', '=', id).execute();
		throw new Error(`Mail ${id} was not taken (${faultOf(error)}).`);
	}
	await db
		.updateTable('mail')
		.set({ attempts, failure: null, facts: null, sentAt: (eb) => eb.fn<Date>('clock_timestamp') })
		.where('id', '=', id)
		.execute();
}

/** The number or name of a failure: `550`, `ECONNREFUSED`. */
function faultOf(error: unknown): string {
	const { responseCode, code } = Object(error) as { responseCode?: number; code?: string };
	return String(responseCode ?? code ?? 'unknown');
}
