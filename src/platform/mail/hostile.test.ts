/** C20: whatever stands in an address or a name, one mail goes to one recipient and its head is ours. */

import PostalMime from 'postal-mime';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { isEmail } from '#domain/accounts/accounts.ts';
import { newId } from '#domain/identity.ts';
import { notify } from '#domain/notifications/notify.server.ts';
import { closeMail, sendMail } from '#platform/mail.server.ts';
import { headOf, openSink } from '#tests/mail-sink.ts';
import { openedHouse } from '#tests/opened.ts';

const sink = await openSink();
afterAll(async () => {
	closeMail();
	await sink.close();
});
const { db, house } = await openedHouse({ SMTP_URL: sink.url });

const ends = ['\r\n', '\n', '\r', '\u2028', '\u0085', '%0d%0a', '\\r\\n', '\0', '\u000b', '=0D=0A'];
const tails = [
	'Bcc: evil@elsewhere.example',
	'RCPT TO:<evil@elsewhere.example>',
	'DATA',
	'\r\n.\r\nMAIL FROM:<x@y.example>'
];
const injected = ends.flatMap((end) => tails.map((tail) => `Ines${end}${tail}`));

const addresses = [
	...ends.flatMap((end) => [
		`ines@example.org${end}Bcc: evil@elsewhere.example`,
		`ines@example.org>${end}RCPT TO:<evil@elsewhere.example`,
		`i${end}nes@example.org`
	]),
	'"evil@elsewhere.example ines"@example.org',
	'"evil@elsewhere.example"@example.org',
	'"ines\\"@example.org',
	'"ines, evil@elsewhere.example"@example.org',
	'"<evil@elsewhere.example>"@example.org',
	"'evil@elsewhere.example'@example.org",
	'evil@elsewhere.example ines@example.org',
	'evil@elsewhere.example,ines@example.org',
	'evil@elsewhere.example;ines@example.org',
	'friends: evil@elsewhere.example, ines@example.org;',
	'undisclosed-recipients:;',
	'Ines <evil@elsewhere.example>',
	'<evil@elsewhere.example>',
	'ines@example.org <evil@elsewhere.example>',
	'(evil@elsewhere.example)ines@example.org',
	'ines(evil@elsewhere.example)@example.org',
	'@elsewhere.example:ines@example.org',
	'ines%elsewhere.example@example.org',
	'elsewhere.example!ines@example.org',
	'ines@[127.0.0.1]',
	'ines@example.org@elsewhere.example',
	'инес@пример.рф',
	'ines@exämple.org',
	'ines@xn--exmple-cua.org',
	'إيناس@مثال.السعودية',
	'i\u200bnes@example.org',
	'\u202eines@example.org',
	'ｉｎｅｓ@example.org',
	'ines@example。org',
	'-oQ/tmp@example.org',
	'=?utf-8?q?ines?=@example.org'
];

/** Sends one and answers what the mail server took for it. */
async function sent(recipient: string, name: string) {
	const before = sink.taken.length;
	const id = newId();
	const facts = { inviter: name, organisation: name, path: '/x' };
	// As if the address had passed every check before.
	await db
		.insertInto('mail')
		.values({
			...{ id, recipient: recipient.replaceAll('\0', ''), language: 'en', kind: 'invitation' },
			facts: JSON.stringify(facts).replaceAll('\\u0000', '')
		})
		.execute();
	await sendMail(house, id);
	return sink.taken.slice(before);
}

const ours = [
	...['content-language', 'auto-submitted', 'from', 'to', 'subject', 'message-id'],
	...['date', 'mime-version', 'content-type']
].toSorted();

test.each(addresses.map((address) => [JSON.stringify(address), address]))(
	'to %s goes one mail, or none',
	async (_, address) => {
		const taken = await sent(address, 'Ines');
		expect(taken.length).toBeLessThanOrEqual(1);
		for (const { to, data, lines } of taken) {
			expect(to).toHaveLength(1);
			expect(to[0]?.toLowerCase()).not.toMatch(/@elsewhere\.example$/);
			expect(lines.filter((line) => /^RCPT/i.test(line))).toHaveLength(1);
			expect(
				headOf(data)
					.map(([field]) => field)
					.toSorted()
			).toEqual(ours);
		}
		// Where accounts are made such an address is none, or it is a plain one.
		if (isEmail(address)) expect(address).not.toMatch(/[\s<>,;:"()\\\0]/);
	}
);

test.each(injected.map((name) => [JSON.stringify(name), name]))(
	'a subject with %s adds no header and no recipient',
	async (_, name) => {
		const [one, ...more] = await sent('ines@example.org', name);
		expect(more).toEqual([]);
		expect(one?.to).toEqual(['ines@example.org']);
		expect(
			headOf(one?.data ?? '')
				.map(([field]) => field)
				.toSorted()
		).toEqual(ours);
		const read = await PostalMime.parse(one?.data ?? '');
		expect(read.to).toEqual([{ name: '', address: 'ines@example.org' }]);
		expect([read.cc, read.bcc, read.replyTo].flat().filter(Boolean)).toEqual([]);
		expect(read.subject).not.toMatch(/[\r\n]/);
		expect(read.attachments).toEqual([]);
	}
);

test('no account, invitation or letter is written to what is no single address', async () => {
	const before = await db.selectFrom('mail').select('id').execute();
	const refused = addresses.filter((address) => !isEmail(address));
	expect(refused.length).toBeGreaterThan(40);
	for (const recipient of refused)
		await db
			.transaction()
			.execute((tx) => notify(tx, { recipient, language: 'en', kind: 'sign_in', facts: {} }));
	expect(await db.selectFrom('mail').select('id').execute()).toHaveLength(before.length);
});

test('a slow and a refusing recipient hold up nobody else; each is tried again and shown', async () => {
	const people = ['slow', 'refused', ...Array.from({ length: 20 }, (_, n) => `ok${n}`)];
	const ids = new Map<string, string>();
	for (const name of people) {
		const recipient = `${name}@example.org`;
		const facts = { path: '/x' };
		ids.set(
			name,
			await db
				.transaction()
				.execute((tx) => notify(tx, { recipient, language: 'en', kind: 'sign_in', facts }))
		);
	}
	let release = () => {};
	const slow = new Promise<string>((answer) => (release = () => answer('451 still thinking')));
	sink.answer = (command) => {
		if (/^RCPT.*slow@/.test(command)) return slow;
		return /^RCPT.*refused@/.test(command) ? '450 not now' : undefined;
	};
	const begun = performance.now();
	const waits = sendMail(house, ids.get('slow') ?? '');
	// Two others go on as the workers of a process do, one after another.
	const rest = people.slice(1).map((name) => ids.get(name) ?? '');
	await Promise.all(
		[0, 1].map(async (worker) => {
			for (const id of rest.filter((_, n) => n % 2 === worker)) await sendMail(house, id);
		})
	);
	const taken = performance.now() - begun;
	const { rows } = await sql<{ recipient: string }>`
		select recipient from mail where id = any(${rest}::uuid[]) and sent_at is not null`.execute(db);
	expect(rows).toHaveLength(20);
	expect(taken).toBeLessThan(10_000);
	release();
	await waits;
	for (const name of ['slow', 'refused'])
		expect(
			await db
				.selectFrom('mail')
				.select(['attempts', 'failure', 'sentAt', 'givenUpAt'])
				.where('id', '=', ids.get(name) ?? '')
				.executeTakeFirstOrThrow()
		).toMatchObject({
			attempts: 1,
			failure: expect.stringMatching(/45[01]/),
			sentAt: null,
			givenUpAt: null
		});
	sink.answer = () => undefined;
});
