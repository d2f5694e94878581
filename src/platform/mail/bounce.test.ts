import { expect, test } from 'vitest';
import { enter } from '#domain/elsewhere/enter.server.ts';
import { newId } from '#domain/identity.ts';
import { freshDatabase } from '#tests/database.ts';
import { office, openIn, person } from '#tests/staff.ts';
import { bounced } from './bounce.server.ts';

const { db } = await freshDatabase();

type Given = { action?: string; status?: string; to: string; id: string; type?: string };

const report = ({
	action = 'failed',
	status = '5.1.1',
	to,
	id,
	type = 'text/rfc822-headers'
}: Given) =>
	Buffer.from(
		[
			'From: MAILER-DAEMON@mx.example',
			'To: bounces@folkmoot.example',
			'Subject: Undelivered Mail Returned to Sender',
			'MIME-Version: 1.0',
			'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"',
			'',
			'--edge',
			'Content-Type: text/plain',
			'',
			'I am sorry.',
			'--edge',
			'Content-Type: message/delivery-status',
			'',
			'Reporting-MTA: dns; mx.example',
			'Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000',
			'',
			`Final-Recipient: rfc822; ${to}`,
			`Action: ${action}`,
			`Status: ${status}`,
			'Diagnostic-Code: smtp; 550 5.1.1 User',
			'  unknown',
			'',
			'--edge',
			`Content-Type: ${type}`,
			'',
			'Subject: News',
			`Message-ID: <${id}@folkmoot.example>`,
			'',
			'--edge--',
			''
		].join('\r\n')
	);

async function sent() {
	const who = await person(db, 'Ines');
	const id = newId();
	await db
		.insertInto('mail')
		.values({ id, recipient: who.email, language: 'en', kind: 'notices', sentAt: new Date() })
		.execute();
	const stop = async () =>
		db
			.selectFrom('person')
			.select(['mailStoppedAt', 'mailStoppedBecause'])
			.where('id', '=', who.id)
			.executeTakeFirstOrThrow();
	return { id, to: who.email, stop };
}

test.each(['text/rfc822-headers', 'message/rfc822'])(
	'a mail of ours that came back for good stops mail to its address (%s)',
	async (type) => {
		const { id, to, stop } = await sent();
		expect(await bounced(db, report({ id, to: to.toUpperCase(), type }))).toEqual({
			ok: true,
			stopped: true
		});
		expect(await stop()).toMatchObject({
			mailStoppedAt: expect.any(Date),
			mailStoppedBecause: '550 5.1.1 User unknown'
		});
		const mail = await db
			.selectFrom('mail')
			.select('givenUpAt')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		expect(mail.givenUpAt).not.toBeNull();
	}
);

test('anything else stops nobody’s mail', async () => {
	const { id, to, stop } = await sent();
	const other = await sent();
	const cases: [Uint8Array, string][] = [
		[report({ id: newId(), to }), 'not_ours'],
		[report({ id: 'x'.repeat(30), to }), 'not_ours'],
		[report({ id, to: other.to }), 'another_address'],
		[report({ id, to, action: 'delayed', status: '4.4.1' }), 'not_failed'],
		[report({ id, to, action: 'delivered', status: '2.0.0' }), 'not_failed'],
		[Buffer.from('Subject: hello\r\n\r\nFinal-Recipient: rfc822; x'), 'not_a_report'],
		[Buffer.from(''), 'not_a_report'],
		[Buffer.from([0, 255, 1, 2]), 'not_a_report']
	];
	for (const [message, because] of cases)
		expect(await bounced(db, message)).toEqual({ ok: false, because });
	expect(await bounced(db, report({ id, to, status: '5.7.1' }))).toEqual({
		ok: true,
		stopped: false
	});
	for (const one of [stop, other.stop]) expect((await one()).mailStoppedAt).toBeNull();
});

test('an address that was given with a letter and takes no mail is written to no more', async () => {
	const place = await office(db);
	const { id: consultationId } = await openIn(db, place);
	const to = 'old.letter@example.org';
	const today = new Date().toISOString().slice(0, 10);
	const entered = await enter(db, place.secretariat, consultationId, {
		...{ channel: 'letter', day: today, author: 'Ana', organisation: '', consent: 'named' },
		...{ on: { kind: 'whole' }, kind: 'comment', lang: 'en', body: 'Plant trees.' },
		...{ source: '', contact: to }
	});
	if (!entered.ok) throw new Error(JSON.stringify(entered.obstacle));
	const { id } = await db
		.selectFrom('mail')
		.select('id')
		.where('recipient', '=', to)
		.executeTakeFirstOrThrow();
	expect(await bounced(db, report({ to, id }))).toEqual({ ok: true, stopped: true });
	const left = await db
		.selectFrom('receivedElsewhere')
		.select('contact')
		.where('consultationId', '=', consultationId)
		.execute();
	expect(left).toEqual([{ contact: null }]);
});
