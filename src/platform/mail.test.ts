import { createServer, type AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { newId } from '#domain/identity.ts';
import { languages } from '#domain/languages.ts';
import { kinds, notify, type Fact } from '#domain/notifications/notify.server.ts';
import { openedHouse } from '#tests/opened.ts';
import { cleanUp } from './cleanup.server.ts';
import { latestMail, withLinks } from './mail-page.server.ts';
import { compose, sendMail } from './mail.server.ts';

const received: string[] = [];
let refusing = '';
const post = createServer((socket) => {
	let letter = '';
	let reading = false;
	socket.write('220 test\r\n');
	socket.setEncoding('utf8').on('data', (chunk: string) => {
		if (reading) {
			letter += chunk;
			if (!letter.endsWith('\r\n.\r\n')) return;
			// As a mail program does: long lines were folded on the way.
			received.push(letter.replaceAll('=\r\n', ''));
			reading = false;
			letter = '';
			return void socket.write('250 kept\r\n');
		}
		for (const line of chunk.split('\r\n').filter(Boolean)) {
			reading = line === 'DATA';
			if (line.startsWith('RCPT') && refusing) socket.write(`${refusing}\r\n`);
			else
				socket.write(
					line === 'DATA' ? '354 go\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n'
				);
		}
	});
	socket.on('error', () => undefined);
});
await new Promise<void>((ready) => post.listen(0, '127.0.0.1', ready));
afterAll(() => void post.close());
const SMTP_URL = `smtp://127.0.0.1:${(post.address() as AddressInfo).port}`;

const { db, house } = await openedHouse({ SMTP_URL });
const origin = house.config.origin;

const write = (facts: Record<string, Fact>, kind: 'sign_in' | 'invitation' = 'sign_in') =>
	db
		.transaction()
		.execute((tx) => notify(tx, { recipient: 'ines@example.org', language: 'en', kind, facts }));
const row = (id: string) =>
	db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const jobsOf = async (id: string) =>
	(
		await sql<{ runAt: Date }>`select run_at as "runAt" from graphile_worker.jobs
			where key = ${`mail ${id}`}`.execute(db)
	).rows;
const jobs = async () => (await db.selectFrom('mail').select('id').execute()).length;

test('a mail is sent with its link, and what it said is forgotten', async () => {
	const id = await write({ path: '/en/sign-in/abc' });
	await sendMail(house, id);
	expect(received).toHaveLength(1);
	expect(received[0]).toContain(`${origin}/en/sign-in/abc`);
	expect(received[0]).toMatch(/^To: ines@example\.org\r$/m);
	expect(received[0]).toMatch(/^Content-Language: en\r$/m);
	expect(await row(id)).toMatchObject({
		facts: null,
		failure: null,
		attempts: 1,
		sentAt: expect.any(Date)
	});
	await sendMail(house, id);
	expect(received).toHaveLength(1);
});

test('a failure is noted and tried again later; then it is sent', async () => {
	const id = await write({ path: '/en/sign-in/def' });
	refusing = '451 later';
	await sendMail(house, id);
	expect(await row(id)).toMatchObject({
		...{ sentAt: null, givenUpAt: null, attempts: 1 },
		failure: expect.stringMatching(/451|later/)
	});
	const [job] = await jobsOf(id);
	expect((job?.runAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(0);
	refusing = '';
	await sendMail(house, id);
	expect(await row(id)).toMatchObject({ attempts: 2, failure: null, facts: null });
});

test('after eight tries it is given up, with what was in the way', async () => {
	const id = await write({ path: '/en/sign-in/eight' });
	refusing = '451 later';
	for (let n = 0; n < 8; n++) await sendMail(house, id);
	refusing = '';
	expect(await row(id)).toMatchObject({
		...{ sentAt: null, attempts: 8, facts: null, givenUpAt: expect.any(Date) },
		failure: expect.stringMatching(/451/)
	});
	await sendMail(house, id);
	expect((await row(id)).attempts).toBe(8);
});

test('a mailbox that is not there stops further mail to it, links to sign in apart', async () => {
	const email = 'gone@example.org';
	const person = newId();
	await db.insertInto('person').values({ id: person, name: 'Gone', email }).execute();
	const stopped = () =>
		db
			.selectFrom('person')
			.select(['mailStoppedAt', 'mailStoppedBecause'])
			.where('id', '=', person)
			.executeTakeFirstOrThrow();
	const to = (kind: 'sign_in' | 'role_ended') =>
		db.transaction().execute((tx) =>
			notify(tx, {
				recipient: email,
				language: 'en',
				kind,
				facts: { path: '/x', space: 'A', role: 'STEWARD' }
			})
		);
	// What speaks of us or of this mail stops nobody.
	for (const answer of ['550 5.7.1 relaying denied', '554 no', '552 5.3.4 too big']) {
		refusing = answer;
		const id = await to('role_ended');
		await sendMail(house, id);
		expect(await row(id)).toMatchObject({ attempts: 1, givenUpAt: expect.any(Date) });
		expect((await stopped()).mailStoppedAt).toBeNull();
	}
	refusing = '550 5.1.1 no such mailbox';
	await sendMail(house, await to('role_ended'));
	expect(await stopped()).toMatchObject({
		mailStoppedAt: expect.any(Date),
		mailStoppedBecause: expect.stringContaining('no such mailbox')
	});
	refusing = '';
	const before = received.length;
	const kept = await to('role_ended');
	await sendMail(house, kept);
	expect(await row(kept)).toMatchObject({ failure: 'stopped', sentAt: null });
	expect(received).toHaveLength(before);
	await sendMail(house, await to('sign_in'));
	expect(received).toHaveLength(before + 1);
	expect((await stopped()).mailStoppedAt).not.toBeNull();
});

test('one mail is sent by one at a time, however many try', async () => {
	const id = await write({ path: '/en/sign-in/twice' });
	const before = received.length;
	await Promise.all([sendMail(house, id), sendMail(house, id), sendMail(house, id)]);
	expect(received).toHaveLength(before + 1);
});

test('a mail is text and HTML that loads nothing', async () => {
	const id = await write(
		{ path: '/en/sign-in/html', inviter: '<img src=x onerror=alert(1)>', organisation: 'Light' },
		'invitation'
	);
	await sendMail(house, id);
	const letter = received.at(-1) ?? '';
	expect(letter).toMatch(/Content-Type: multipart\/alternative/i);
	expect(letter).toMatch(/Content-Type: text\/plain/i);
	expect(letter).toContain('&lt;img src');
	const page = letter.slice(letter.indexOf('<!doctype html>'));
	expect(page).not.toMatch(/<img|<script|url\(|<link|<[^>]*\b(src|background)=/i);
	expect(letter).not.toMatch(/^List-Unsubscribe/im);
});

test('a name with line ends becomes no header of its own', async () => {
	const id = await write(
		{ path: '/x', inviter: 'Ines\r\nBcc: omar@example.org', organisation: 'Light' },
		'invitation'
	);
	await sendMail(house, id);
	const head = received.at(-1)?.split('\r\n\r\n')[0] ?? '';
	expect(head).toMatch(/^Subject: .*Ines/m);
	expect(head).not.toMatch(/^Bcc:/m);
});

test('without a mail server the mail stays where it is', async () => {
	const id = await write({ path: '/en/sign-in/ghi' });
	await sendMail({ ...house, config: { ...house.config, smtpUrl: null } }, id);
	expect(await row(id)).toMatchObject({
		sentAt: null,
		attempts: 0,
		facts: { path: '/en/sign-in/ghi' }
	});
});

test('a mail of a transaction that fails was never written', async () => {
	const before = await jobs();
	const failing = db.transaction().execute(async (tx) => {
		await notify(tx, { recipient: 'x@example.org', language: 'en', kind: 'sign_in', facts: {} });
		throw new Error('no');
	});
	await expect(failing).rejects.toThrow('no');
	expect(await jobs()).toBe(before);
});

const facts: Record<string, Fact> = {
	path: '/en/somewhere',
	organisation: 'Light for All',
	inviter: 'Ines\nBcc: omar@example.org',
	reason: 'Because.',
	role: 'MODERATOR',
	space: 'Arcadia',
	name: 'Ines',
	reference: 'C-7K2M9Q',
	title: 'Open works',
	rule: { word: 'mail.title' },
	facts: 'It names a person.',
	at: { at: '2026-11-21T10:00:00Z', zone: 'Europe/Lisbon' },
	closes: { at: '2026-12-21T10:00:00Z', zone: 'Europe/Lisbon' },
	visibility: 'public',
	appeal: 'a@example.org',
	outcome: 'refuse',
	body: 'Light the {path}.',
	count: 2,
	what: 'passkey_on',
	email: 'ines@example.net',
	provider: 'National identity',
	stop: 'https://folkmoot.example/en/unsubscribe/abc',
	day: { day: '2026-11-20' },
	channel: 'letter',
	contact: 'desk@example.org',
	law: 'none',
	found: 'report',
	automated: 'no',
	asked: 'none',
	until: { at: '2026-12-21T10:00:00Z', zone: 'Europe/Lisbon' },
	came: 'upheld',
	reasons: 'Because.',
	votes: 2,
	supports: 1,
	contributions: 1,
	said: 'some',
	references: 'C-7K2M9Q'
};
/** What only tells, and leads nowhere. */
const withoutLink = ['role_ended', 'address_taken', 'address_changed', 'suspended'];
test.each(kinds.flatMap((kind) => languages.map((lang) => [kind, lang] as const)))(
	'%s is worded in %s',
	(kind, lang) => {
		const letter = compose(kind, lang, facts, 'https://folkmoot.example');
		expect(letter.subject).not.toMatch(/mail\.|[{}\n]/);
		expect(letter.body.replace('{path}', '')).not.toMatch(/mail\.\w+\.|[{}]/);
		if (!withoutLink.includes(kind))
			expect(letter.body).toContain('https://folkmoot.example/en/somewhere');
	}
);

test('the mail page shows words only where it may, and links of this site only', async () => {
	const id = await write({ path: '/en/sign-in/jkl' });
	const shown = (await latestMail(house, true)).find((mail) => mail.id === id);
	expect(withLinks(shown?.letter?.body ?? '', origin)).toContainEqual({
		text: `${origin}/en/sign-in/jkl`,
		href: '/en/sign-in/jkl'
	});
	expect(JSON.stringify(await latestMail(house, false))).not.toContain('jkl');
	expect(withLinks('see https://evil.example/x', origin)).toEqual([
		{ text: 'see https://evil.example/x', href: null }
	]);
});

test('links that have run out are erased from mail that was never sent', async () => {
	const id = await write({ path: '/en/sign-in/mno' });
	await cleanUp(db);
	expect((await row(id)).facts).not.toBeNull();
	await db
		.updateTable('mail')
		.set({ createdAt: new Date(Date.now() - 3_700_000) })
		.where('id', '=', id)
		.execute();
	await cleanUp(db);
	expect((await row(id)).facts).toBeNull();
});
