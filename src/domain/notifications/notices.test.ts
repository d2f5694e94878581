import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import { close } from '#domain/consultation/close.server.ts';
import { extend } from '#domain/consultation/extend.server.ts';
import { send, type Said } from '#domain/contribution/send.server.ts';
import { withdraw } from '#domain/contribution/withdraw.server.ts';
import { newId } from '#domain/identity.ts';
import { noticeDraft } from '#platform/mail/notices.server.ts';
import { freshDatabase } from '#tests/database.ts';
import { inSeconds, office, openIn, person } from '#tests/staff.ts';
import { tellClosing } from './closing.server.ts';
import { follow, followed, paceOf, stop, unfollow } from './follow.server.ts';
import { hear, hearAll } from './hear.server.ts';
import { mailAtOnce, mailDigests, waiting } from './mail-notices.server.ts';
import { tell, type News } from './news.server.ts';
import { mostFollowed, type Pace, type Target } from './notices.ts';
import { toldIn } from './told.server.ts';

const { db } = await freshDatabase();
const place = await office(db);
const { spaceId } = place;
const site = {
	origin: 'https://folkmoot.example',
	secret: 'a secret of a test, 32 characters long'
};

let consultationId = '';
let unitId = '';
beforeEach(async () => {
	await sql`update notice set told_at = now() where told_at is null`.execute(db);
	await sql`update news set told_at = now() where told_at is null`.execute(db);
	({ id: consultationId } = await openIn(db, place));
	const unit = await db
		.selectFrom('unit')
		.innerJoin('unitText', 'unitText.unitId', 'unit.id')
		.select('unit.id')
		.where('consultationId', '=', consultationId)
		.where('number', '=', 1)
		.executeTakeFirstOrThrow();
	unitId = unit.id;
});

async function say(by: Viewer, body: string, more: Partial<Said> = {}) {
	const outcome = await send(db, by, {
		...{ consultationId, on: { kind: 'unit', number: 1 }, to: null, as: null, kind: 'comment' },
		...{ visibility: 'public', lang: 'en', body },
		...more
	} as Said);
	if (!outcome.ok) throw new Error(outcome.obstacle.code);
	const { reference } = outcome;
	const row = await db
		.selectFrom('contribution')
		.select('id')
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();
	return { id: row.id, reference };
}

async function followAt(by: Viewer, target: Target, targetId: string, pace: Pace = 'at_once') {
	expect(await follow(db, by, { target, targetId }, pace)).toEqual({ ok: true });
}

/** A published answer to some contributions, as the desk leaves it, with its news. */
async function answered(ids: string[], by: Viewer = place.secretariat, kind = 'included') {
	const id = newId();
	const at = await now(db);
	await sql`insert into reasoned_response (id, reference, space_id, consultation_id, state, kind, lang, input,
			consideration, influence, reasons, beyond, decided_by, created_at, changed_at, published_at, published_by)
		values (${id}, 'R-' || upper(substr(translate(md5(${id}), 'iloud', 'jkmnp'), 1, 6)), ${spaceId},
			${consultationId}, 'published', ${kind}, 'en', 'i', 'c', 'f', 'r', 'b', 'd', ${at}, ${at}, ${at}, ${by.id})`.execute(
		db
	);
	for (const contributionId of ids)
		await db
			.insertInto('reasonedResponseContribution')
			.values({ responseId: id, contributionId })
			.execute();
	await tellIt({ kind: 'response', responseId: id });
	return id;
}

const tellIt = async (more: Partial<News> & Pick<News, 'kind'>) => {
	const at = await now(db);
	return db.transaction().execute((tx) => tell(tx, { spaceId, consultationId, at, ...more }));
};

const noticesOf = (who: Viewer) =>
	db
		.selectFrom('notice')
		.innerJoin('news', 'news.id', 'notice.newsId')
		.select(['news.kind', 'notice.target', 'notice.pace', 'notice.mailId', 'notice.toldAt'])
		.where('personId', '=', who.id)
		.where('news.consultationId', '=', consultationId)
		.orderBy('news.at')
		.execute();
const mailTo = (who: Viewer) =>
	db
		.selectFrom('mail')
		.select(['id', 'recipient', 'language', 'kind', 'facts'])
		.where('recipient', '=', who.email)
		.where('kind', '=', 'notices')
		.orderBy('createdAt')
		.execute();
const wordsOf = async (mail: { id: string; recipient: string; language: string } | undefined) =>
	mail ? (await noticeDraft(db, site, mail))?.draft : undefined;
const newsNow = async () => {
	await hearAll(db, consultationId);
	return mailAtOnce(db, consultationId);
};

test('an author of three contributions with one answer hears of it once, in one mail', async () => {
	const [ines, omar] = [await person(db, 'Ines'), await person(db, 'Omar')];
	const said = [await say(ines, 'One.'), await say(ines, 'Two.'), await say(ines, 'Three.')];
	const his = await say(omar, 'Four.', { visibility: 'private' });
	await answered([...said, his].map(({ id }) => id));
	expect(await newsNow()).toBe(2);
	expect(await noticesOf(ines)).toMatchObject([
		{ kind: 'response', target: 'own', pace: 'at_once' }
	]);
	const [mail, ...more] = await mailTo(ines);
	expect(more).toEqual([]);
	const told = await toldIn(db, mail?.id ?? '');
	expect(told?.items).toMatchObject([{ own: true, count: 3, outcome: 'included' }]);
	expect(told?.items[0]?.mine.toSorted()).toEqual(
		said.map(({ reference }) => reference).toSorted()
	);
	expect((await wordsOf((await mailTo(omar))[0]))?.subject).toContain(his.reference);
	expect(await newsNow()).toBe(0);
});

test('the most particular reason wins, also where it says never; nobody hears of themselves', async () => {
	const [ines, omar, lena] = [await person(db, 'I'), await person(db, 'O'), await person(db, 'L')];
	for (const who of [ines, omar, lena])
		await followAt(who, 'consultation', consultationId, 'daily');
	await followAt(omar, 'unit', unitId, 'at_once');
	await followAt(lena, 'unit', unitId, 'never');
	await say(ines, 'New.');
	await hearAll(db, consultationId);
	expect(await noticesOf(omar)).toMatchObject([{ target: 'unit', pace: 'at_once' }]);
	expect(await noticesOf(lena)).toEqual([]);
	expect(await noticesOf(ines)).toEqual([]);
	await tellIt({ kind: 'extended', byId: omar.id });
	await hearAll(db, consultationId);
	expect((await noticesOf(omar)).map(({ kind }) => kind)).toEqual(['contribution']);
	expect(await noticesOf(lena)).toMatchObject([{ kind: 'extended', target: 'consultation' }]);
});

test('a reply is told the author it answers, and not where they would not read its author', async () => {
	const [ines, omar, troll] = [await person(db, 'I'), await person(db, 'O'), await person(db, 'T')];
	const said = await say(ines, 'Hear me.');
	await db
		.insertInto('mute')
		.values({ personId: ines.id, mutedId: troll.id, name: 'T', blocks: false, at: await now(db) })
		.execute();
	await say(troll, 'No.', { to: said.reference });
	await hearAll(db, consultationId);
	expect(await noticesOf(ines)).toEqual([]);
	const reply = await say(omar, 'Yes.', { to: said.reference });
	expect(await newsNow()).toBe(1);
	const [mail] = await mailTo(ines);
	const draft = await wordsOf(mail);
	expect(draft?.subject).toContain(said.reference);
	expect(JSON.stringify(draft?.parts)).toContain(`/contributions/${reply.reference}`);
});

test('what is private, held or withdrawn is never told to others', async () => {
	const [ines, omar] = [await person(db, 'I'), await person(db, 'O')];
	await followAt(omar, 'consultation', consultationId);
	await followAt(omar, 'unit', unitId);
	await say(ines, 'Between us.', { visibility: 'private' });
	const held = await say(ines, 'Held before it is told.');
	await db.updateTable('contribution').set({ state: 'held' }).where('id', '=', held.id).execute();
	await answered([held.id]);
	expect(await newsNow()).toBe(1); // its author alone
	expect(await noticesOf(omar)).toEqual([]);

	const gone = await say(ines, 'Withdrawn after it is told.');
	await newsNow();
	const [mail] = await mailTo(omar);
	expect(JSON.stringify(await wordsOf(mail))).toContain(gone.reference);
	expect((await withdraw(db, ines, { id: gone.id, consultationId })).ok).toBe(true);
	expect(await wordsOf(mail)).toBeUndefined();
});

test('who is suspended, gone or a guest is not told; who stopped mail finds it on the site', async () => {
	const people = await Promise.all(['A', 'B', 'C', 'D'].map((name) => person(db, name)));
	const [suspended, erased, guest, stopped] = people as [Viewer, Viewer, Viewer, Viewer];
	for (const who of people) await followAt(who, 'consultation', consultationId);
	await sql`update person set suspended_at = now() where id = ${suspended.id}`.execute(db);
	await sql`update person set erased_at = now() where id = ${erased.id}`.execute(db);
	await sql`update person set guest = true, email = id || '@guest' where id = ${guest.id}`.execute(
		db
	);
	await sql`update person set mail_stopped_at = now(), mail_stopped_because = '550' where id = ${stopped.id}`.execute(
		db
	);
	await tellIt({ kind: 'extended' });
	await newsNow();
	for (const who of [suspended, erased, guest]) expect(await noticesOf(who)).toEqual([]);
	expect(await noticesOf(stopped)).toMatchObject([{ mailId: null, toldAt: expect.any(Date) }]);
	expect(await mailTo(stopped)).toEqual([]);
});

test('others’ remarks at once come together: one row each, one mail, then a pause', async () => {
	const [ines, omar] = [await person(db, 'I'), await person(db, 'O')];
	await followAt(omar, 'consultation', consultationId);
	const jobs = async () =>
		(
			await sql<{ n: number }>`select count(*)::int as n from graphile_worker.jobs
				where task_identifier = 'tell_news' and key like ${`%${consultationId}`}`.execute(db)
		).rows[0]?.n;
	await newsNow();
	const before = await jobs();
	for (let n = 0; n < 10; n++) await say(ines, `Remark ${n}.`);
	expect(await jobs()).toBe(before);
	expect((await waiting(db)).consultations).toContain(consultationId);
	expect(await newsNow()).toBe(1);
	const [mail] = await mailTo(omar);
	expect((await toldIn(db, mail?.id ?? ''))?.items).toMatchObject([
		{ kind: 'contribution', count: 10, unitNumber: 1 }
	]);
	await say(ines, 'One more.');
	expect(await newsNow()).toBe(0);
	await sql`update mail set created_at = now() - interval '16 minutes' where id = ${mail?.id}`.execute(
		db
	);
	expect(await newsNow()).toBe(1);
});

test('a digest waits for eight o’clock, is one mail for a space, and says first what matters', async () => {
	const [ines, omar] = [await person(db, 'I'), await person(db, 'O')];
	const first = consultationId;
	const other = await openIn(db, place);
	await followAt(omar, 'consultation', first, 'daily');
	await followAt(omar, 'consultation', other.id, 'daily');
	await followAt(omar, 'own', omar.id, 'daily');
	await say(ines, 'One.');
	const his = await say(omar, 'Two.');
	await answered([his.id]);
	consultationId = other.id;
	await say(ines, 'Three.');
	await tellIt({ kind: 'extended' });
	await hearAll(db, first);
	await hearAll(db, other.id);
	expect(await mailDigests(db, spaceId)).toBe(0);
	await sql`update notice set at = at - interval '1 day' where told_at is null`.execute(db);
	expect((await waiting(db)).spaces).toContain(spaceId);
	expect(await mailDigests(db, spaceId)).toBe(1);
	expect(await mailDigests(db, spaceId)).toBe(0);
	const [mail, ...more] = await mailTo(omar);
	expect(more).toEqual([]);
	const told = await toldIn(db, mail?.id ?? '');
	expect(new Set(told?.items.map((one) => one.consultationId)).size).toBe(2);
	expect(told?.items.filter((one) => one.consultationId === first)).toMatchObject([
		{ kind: 'response', own: true },
		{ kind: 'contribution' }
	]);
});

test('opening, closing soon and closing are told once each', async () => {
	const omar = await person(db, 'O');
	await followAt(omar, 'consultation', consultationId);
	await sql`update follow set at = at - interval '1 day' where person_id = ${omar.id}`.execute(db);
	await sql`update consultation set opens_at = now() - interval '9 days',
		announced_at = now() - interval '10 days' where id = ${consultationId}`.execute(db);
	expect(await tellClosing(db)).toBe(1);
	expect(await tellClosing(db)).toBe(0);
	const closesAt = await inSeconds(db, 7300);
	const extension = { closesAt, responseBy: null, reason: 'More time.', lang: 'en' };
	expect(await extend(db, place.secretariat, consultationId, extension)).toMatchObject({
		ok: true
	});
	await sql`update consultation set closes_at = now() - interval '1 second' where id = ${consultationId}`.execute(
		db
	);
	await close(db, consultationId);
	await close(db, consultationId);
	await newsNow();
	expect((await noticesOf(omar)).map(({ kind }) => kind).toSorted()).toEqual([
		'closed',
		'closing',
		'extended'
	]);
	expect(await mailTo(omar)).toHaveLength(1);
});

test('a link stops what it names and nothing else; a mail that waits is stopped with it', async () => {
	const [ines, omar] = [await person(db, 'I'), await person(db, 'O')];
	await followAt(omar, 'consultation', consultationId);
	await followAt(omar, 'unit', unitId, 'daily');
	await tellIt({ kind: 'extended' });
	await newsNow();
	const [mail] = await mailTo(omar);
	const before = await db
		.selectFrom('follow')
		.selectAll()
		.where('personId', '<>', omar.id)
		.execute();
	expect(await stop(db, omar.id, [{ target: 'consultation', targetId: consultationId }])).toBe(1);
	expect(await stop(db, omar.id, [{ target: 'consultation', targetId: consultationId }])).toBe(0);
	expect(await wordsOf(mail)).toBeUndefined();
	expect(await paceOf(db, omar.id, { target: 'unit', targetId: unitId })).toBe('daily');
	expect(await paceOf(db, omar.id, { target: 'own', targetId: omar.id })).toBe('at_once');
	expect(await stop(db, omar.id, [{ target: 'daily', targetId: omar.id }])).toBe(1);
	expect(await stop(db, omar.id, [{ target: 'own', targetId: omar.id }])).toBe(1);
	expect(await paceOf(db, omar.id, { target: 'own', targetId: omar.id })).toBe('never');
	expect(await stop(db, newId(), [{ target: 'own', targetId: newId() }])).toBe(0);
	expect(
		await db.selectFrom('follow').selectAll().where('personId', '<>', omar.id).execute()
	).toEqual(before);
	const said = await say(omar, 'Mine.');
	await answered([said.id]);
	await hear(db, consultationId);
	expect((await noticesOf(omar)).map(({ kind }) => kind)).toEqual(['extended']);
	expect(ines.id).not.toBe(omar.id);
});

test('only what one may see can be followed, and not without end', async () => {
	const [ines, omar] = [await person(db, 'I'), await person(db, 'O')];
	const secret = await say(ines, 'Private.', { visibility: 'private' });
	const to = { target: 'contribution' as const, targetId: secret.id };
	expect(await follow(db, omar, to, 'daily')).toEqual({ ok: false, obstacle: { code: 'missing' } });
	expect(await follow(db, ines, to, 'daily')).toEqual({ ok: true });
	const others = { target: 'own' as const, targetId: ines.id };
	expect((await follow(db, omar, others, 'never')).ok).toBe(false);
	await followAt(omar, 'unit', unitId, 'weekly');
	expect(await followed(db, omar.id)).toMatchObject([
		{ target: 'unit', number: 1, pace: 'weekly' }
	]);
	await unfollow(db, omar, { target: 'unit', targetId: unitId });
	expect(await followed(db, omar.id)).toEqual([]);
	await sql`insert into follow (person_id, target, target_id, pace, at)
		select ${omar.id}, 'contribution', gen_random_uuid(), 'daily', now() from generate_series(1, ${mostFollowed}::int)`.execute(
		db
	);
	expect(await follow(db, omar, { target: 'unit', targetId: unitId }, 'daily')).toEqual({
		ok: false,
		obstacle: { code: 'too_many', most: mostFollowed }
	});
});

test('a version tells those whose words it names, and those whose votes stayed with the old one', async () => {
	const [ines, omar, lena] = [await person(db, 'I'), await person(db, 'O'), await person(db, 'L')];
	const said = await say(ines, 'Better so.');
	const { versionId: base } = await db
		.selectFrom('consultation')
		.select('versionId')
		.where('id', '=', consultationId)
		.executeTakeFirstOrThrow();
	const versionId = newId();
	await sql`insert into text_version (id, consultation_id, n, published_at, base_id)
		values (${versionId}, ${consultationId}, 2, now(), ${base})`.execute(db);
	await sql`insert into unit_change (version_id, unit_id, kind) values (${versionId}, ${unitId}, 'change')`.execute(
		db
	);
	await sql`insert into unit_change_contribution (version_id, unit_id, contribution_id)
		values (${versionId}, ${unitId}, ${said.id})`.execute(db);
	await sql`insert into earlier_vote (version_id, unit_id, voter_id, voter_kind, value, cast_at)
		values (${base}, ${unitId}, ${omar.id}, 'person', 'agree', now())`.execute(db);
	// What was said before somebody followed is no news to them.
	await followAt(lena, 'unit', unitId, 'at_once');
	await tellIt({ kind: 'version', versionId });
	expect(await newsNow()).toBe(3);
	const subjects = await Promise.all(
		[ines, omar, lena].map(async (who) => (await wordsOf((await mailTo(who)).at(-1)))?.subject)
	);
	expect(subjects[0]).toContain(said.reference);
	expect(subjects[1]).toMatch(/you voted on/);
	expect(subjects[2]).toMatch(/one change/);
	await tellIt({ kind: 'round', versionId });
	expect(await newsNow()).toBe(1);
	expect((await wordsOf((await mailTo(omar)).at(-1)))?.subject).toMatch(/vote on it again/);
});

test('an answer goes to the address given with a letter, once, and the address can be forgotten', async () => {
	const [a, b] = [await say(await person(db, 'X'), 'A.'), await say(await person(db, 'Y'), 'B.')];
	for (const { id } of [a, b])
		await sql`insert into received_elsewhere (contribution_id, consultation_id, received_on, consent, contact, entered_at)
			values (${id}, ${consultationId}, now(), 'named', 'letter@example.test', now())`.execute(db);
	await answered([a.id, b.id]);
	await newsNow();
	await newsNow();
	const mails = await db
		.selectFrom('mail')
		.select(['kind', 'facts'])
		.where('recipient', '=', 'letter@example.test')
		.execute();
	expect(mails).toMatchObject([
		{ kind: 'answered_elsewhere', facts: { count: 2, contribution: a.id } }
	]);
});
