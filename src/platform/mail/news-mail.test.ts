/** Mail of news as it leaves: titles and names add no header, and each can be stopped with one click (RFC 8058). */

import PostalMime from 'postal-mime';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { now } from '#domain/clock.server.ts';
import { follow } from '#domain/notifications/follow.server.ts';
import { hearAll } from '#domain/notifications/hear.server.ts';
import { mailAtOnce, mailDigests } from '#domain/notifications/mail-notices.server.ts';
import { tell } from '#domain/notifications/news.server.ts';
import { closeMail, sendMail } from '#platform/mail.server.ts';
import { headOf, openSink } from '#tests/mail-sink.ts';
import { openedHouse } from '#tests/opened.ts';
import { office, openIn, person } from '#tests/staff.ts';
import { isSealed, readToken } from './stop-link.server.ts';

const sink = await openSink();
afterAll(async () => {
	closeMail();
	await sink.close();
});
const { db, house } = await openedHouse({ SMTP_URL: sink.url });
const place = await office(db);
const { id: consultationId } = await openIn(db, place);
const { spaceId } = place;
const target = { target: 'consultation' as const, targetId: consultationId };
const pia = await person(db, 'Pia');
const dan = await person(db, 'Dan');
await follow(db, pia, target, 'at_once');
await follow(db, dan, target, 'daily');

const ends = [
	'\r\n',
	'\n',
	'\r',
	'\u2028',
	'\u2029',
	'\u0085',
	'\u000b',
	'\u000c',
	'%0d%0a',
	'=0D=0A'
];
const tails = ['Bcc: evil@elsewhere.example', 'Content-Type: text/html', '\r\n<b>evil</b>'];
const hostile = ends.flatMap((end) => tails.map((tail) => `Rivers${end}${tail}`));

const ours = [
	...['content-language', 'auto-submitted', 'from', 'to', 'subject', 'message-id', 'date'],
	...['mime-version', 'content-type', 'list-unsubscribe', 'list-unsubscribe-post']
].toSorted();

/** Something happens; what is written of it to the two who follow, at once and by the day. */
async function mailed() {
	const before = sink.taken.length;
	await db.transaction().execute(async (tx) => {
		const at = await now(tx);
		await tell(tx, { kind: 'cancelled', spaceId, consultationId, at });
	});
	await hearAll(db, consultationId);
	await sql`update notice set at = at - interval '2 days' where told_at is null and pace = 'daily'`.execute(
		db
	);
	await mailAtOnce(db, consultationId);
	await mailDigests(db, spaceId);
	const { rows } = await sql<{
		id: string;
	}>`select id from mail where sent_at is null order by created_at`.execute(db);
	for (const { id } of rows) await sendMail(house, id);
	return sink.taken.slice(before);
}

test.each(hostile.map((words) => [JSON.stringify(words), words]))(
	'a title and a name of a space with %s',
	async (_, words) => {
		await sql`update consultation set title = ${words} where id = ${consultationId}`.execute(db);
		await sql`update space set names = ${JSON.stringify({ en: words })}::jsonb where id = ${spaceId}`.execute(
			db
		);
		await sql`update person set name = ${words} where id in (${pia.id}, ${dan.id})`.execute(db);
		const taken = await mailed();
		expect(taken.map(({ to }) => to).toSorted()).toEqual([[pia.email], [dan.email]].toSorted());
		for (const { data, to } of taken) {
			const fields = headOf(data).map(([field]) => field);
			expect(fields.toSorted()).toEqual(ours);
			const read = await PostalMime.parse(data);
			expect(read.to?.map(({ address }) => address)).toEqual(to);
			expect([read.cc, read.bcc, read.replyTo].flat().filter(Boolean)).toEqual([]);
			expect(read.subject).toContain('Rivers');
			expect(read.subject).not.toMatch(/[\r\n\u2028\u2029\u0085]/);
			expect(read.attachments).toEqual([]);
			expect(read.html).not.toContain('<b>evil');
		}
	}
);

test('each names one address that stops just it, for one click and without more', async () => {
	await sql`update consultation set title = 'Cleaner rivers' where id = ${consultationId}`.execute(
		db
	);
	const taken = await mailed();
	expect(taken).toHaveLength(2);
	for (const { data, to } of taken) {
		const { headers } = await PostalMime.parse(data);
		const field = (name: string) => headers.find(({ key }) => key === name)?.value;
		expect(field('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
		const { origin, secret } = house.config;
		const [, token = ''] =
			new RegExp(`^<${origin}/en/unsubscribe/([\\w.-]+)>$`).exec(field('list-unsubscribe') ?? '') ??
			[];
		const whose = to[0] === pia.email ? pia : dan;
		expect(isSealed(secret, token, whose.email)).toBe(true);
		expect(readToken(token)).toEqual({
			personId: whose.id,
			stopped: [whose === pia ? target : { target: 'daily', targetId: dan.id }]
		});
		expect(isSealed(secret, token, 'somebody@else.example')).toBe(false);
	}
});
