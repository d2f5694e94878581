import { beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { office, openIn, person } from '#tests/staff.ts';
import { send } from '../contribution/send.server.ts';
import { csvOf } from '../open-data/csv.ts';
import { appeal } from './appeal/send.server.ts';
import { decideAppeal } from './appeal/decide.server.ts';
import { dismiss } from './dismiss.server.ts';
import { hold } from './hold.server.ts';
import { redact } from './redact.server.ts';
import { refuse } from './refuse.server.ts';
import { columns, lineOf } from './register-file.ts';
import { entriesAfter, figures, register, type Place } from './register.server.ts';
import { everything, filterOf, searchOf, type Filter } from './register.ts';
import { report } from './report.server.ts';
import { restore } from './restore.server.ts';

const { db } = await freshDatabase();
const place = await office(db);
const { spaceId, secretariat } = place;
const moderator = await person(db, 'Mora Moderates', [{ spaceId, role: 'MODERATOR' }]);
const author = await person(db, 'Auriel Author');
const reader = await person(db, 'Rhea Reader');
const [first, second] = [await openIn(db, place), await openIn(db, place)];
const other = await office(db);

async function said(body: string, visibility: 'public' | 'private' = 'public', on = first) {
	const sent = await send(db, author, {
		...{ consultationId: on.id, on: { kind: 'whole' }, to: null, as: null },
		...{ kind: 'comment', visibility, lang: 'en', body }
	});
	if (!sent.ok) throw new Error(sent.obstacle.code);
	return db
		.selectFrom('contribution')
		.selectAll()
		.where('reference', '=', sent.reference)
		.executeTakeFirstOrThrow();
}
type One = Awaited<ReturnType<typeof said>>;
const of: Record<'held' | 'restored' | 'redacted' | 'stood' | 'secret' | 'appealed', One> =
	{} as never;

beforeAll(async () => {
	of.held = await said('One that is held.');
	of.restored = await said('One that came back.', 'public', second);
	of.redacted = await said('One with a number in it: 555 1234.');
	of.stood = await said('One that nobody should mind.');
	of.secret = await said('One for the secretariat.', 'private');
	of.appealed = await said('One that is appealed for.');
	const facts = 'It says so.';
	await hold(db, moderator, { ...of.held, rule: 'honesty', facts });
	await refuse(db, moderator, { ...of.restored, rule: 'subject', facts });
	await restore(db, moderator, { ...of.restored, rule: 'subject', facts });
	const passages = '555 1234';
	await redact(db, secretariat, { ...of.redacted, rule: 'privacy', facts, passages });
	await report(db, reader, { ...of.stood, rule: 'respect', note: 'I am Rhea and I mind.' });
	await dismiss(db, moderator, { ...of.stood, rule: 'respect', facts: 'canary-stood' });
	await refuse(db, secretariat, { ...of.secret, rule: 'hatred', facts: 'canary-secret' });
	const asked = { requestedBy: 'Ministry of =Order', law: '' };
	await refuse(db, moderator, { ...of.appealed, rule: 'subject', facts, ...asked });
	const act = await db
		.selectFrom('moderationAct')
		.select('id')
		.where('contributionId', '=', of.appealed.id)
		.executeTakeFirstOrThrow();
	await appeal(db, author, { actId: act.id, words: 'canary-appeal', lang: 'en' });
	const { id } = await db.selectFrom('appeal').select('id').executeTakeFirstOrThrow();
	await decideAppeal(db, secretariat, {
		id,
		outcome: 'reversed',
		reasons: 'It is on the subject.'
	});
});

const referencesOf = async (more: Partial<Filter>) =>
	(await register(db, spaceId, { ...everything, ...more }, 1)).entries.map(
		({ reference }) => reference
	);

test('it has every act, the newest first, and nothing of other spaces', async () => {
	const { total, entries } = await register(db, spaceId, everything, 1);
	expect(total).toBe(7);
	expect(entries.map(({ act }) => act)).toEqual([
		...['refuse', 'refuse', 'dismiss', 'redact', 'restore', 'refuse', 'hold']
	]);
	expect(await register(db, other.spaceId, everything, 1)).toEqual({ total: 0, entries: [] });
});

test('it names nobody, and does not point at what is private or was let be', async () => {
	const { entries } = await register(db, spaceId, everything, 1);
	const all = JSON.stringify(entries);
	for (const secret of [
		...[author, reader, moderator, secretariat].flatMap(({ name, email, id }) => [name, email, id]),
		...['canary-', of.secret.reference, of.stood.reference, '555 1234', 'I mind']
	])
		expect(all, secret).not.toContain(secret);
	const unnamed = entries.filter(({ reference }) => reference === null);
	expect(unnamed.map(({ act, rule }) => `${act} ${rule}`)).toEqual([
		...['refuse hatred', 'dismiss respect']
	]);
});

test.each<[Partial<Filter>, (keyof typeof of | null)[]]>([
	[{ act: 'hold' }, ['held']],
	[{ rule: 'subject' }, ['appealed', 'restored', 'restored']],
	[{ rule: 'hatred' }, [null]],
	[{ asked: true }, ['appealed']],
	[{ appeal: 'any' }, ['appealed']],
	[{ appeal: 'open' }, []],
	[{ appeal: 'reversed' }, ['appealed']],
	[{ appeal: 'upheld' }, []],
	[{ act: 'refuse', rule: 'subject', appeal: 'any' }, ['appealed']]
])('asked for %j', async (filter, expected) => {
	const references = expected.map((one) => one && of[one].reference);
	expect(await referencesOf(filter)).toEqual(references);
});

test('asked for one consultation', async () => {
	const { reference } = of.restored;
	expect(await referencesOf({ consultation: second.slug })).toEqual([reference, reference]);
	expect(await referencesOf({ consultation: 'elsewhere' })).toEqual([]);
});

test('it counts by rule, by consultation, appeals with their outcome, reports', async () => {
	const counts = await figures(db, spaceId);
	const none = { held: 0, refused: 0, redacted: 0, restored: 0, stood: 0 };
	expect(counts.rules.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
		{ ...none, name: 'hatred', refused: 1 },
		{ ...none, name: 'honesty', held: 1 },
		{ ...none, name: 'privacy', redacted: 1 },
		{ ...none, name: 'respect', stood: 1 },
		{ ...none, name: 'subject', refused: 2, restored: 1 }
	]);
	expect(counts.consultations).toMatchObject([
		{ name: first.slug, held: 1, refused: 2, redacted: 1, stood: 1, restored: 0 },
		{ name: second.slug, refused: 1, restored: 1 }
	]);
	expect(counts).toMatchObject({
		appeals: { received: 1, open: 0, upheld: 0, reversed: 1 },
		reports: { received: 1, waiting: 0 },
		...{ requested: 1, automated: 0 }
	});
});

test('as a file it says the same, batch by batch, and runs nothing in a spreadsheet', async () => {
	const lines: string[] = [];
	let after: Place | null = null;
	for (;;) {
		const found = await entriesAfter(db, spaceId, everything, 2, after);
		const last = found.at(-1);
		if (!last) break;
		after = { at: last.exact, id: last.id };
		lines.push(...found.map((one) => csvOf([lineOf('https://x.test', one)])));
	}
	expect(lines).toHaveLength(7);
	expect(new Set(lines).size).toBe(7);
	expect(
		lineOf('https://x.test', (await register(db, spaceId, everything, 1)).entries[0] as never)
	).toHaveLength(columns.length);
	expect(lines[0]).toContain(`https://x.test/c/${of.appealed.reference}`);
	expect(lines[0]).toContain('Ministry of =Order');
	expect(lines.join('')).not.toContain('canary-');
	const [entry] = await entriesAfter(db, spaceId, { ...everything, asked: true }, 1, null);
	const risky = csvOf([lineOf('', { ...entry, requestedBy: '=HYPERLINK(1)' } as never)]);
	expect(risky).toContain("'=HYPERLINK(1)");
});

describe('its address', () => {
	test.each([
		['', everything],
		['?act=&rule=&consultation=&appeal=', everything],
		['?rule=respect&asked=yes', { ...everything, rule: 'respect', asked: true }],
		['?act=hide', undefined],
		['?rule=spam', undefined],
		['?appeal=maybe', undefined]
	])('%s', (search, filter) => {
		expect(filterOf(new URLSearchParams(search))).toEqual(filter);
	});

	test('says the same filter again, in one order', () => {
		const filter = { ...everything, rule: 'respect', consultation: 'a&b', asked: true } as const;
		expect(searchOf(filter)).toBe('?asked=yes&consultation=a%26b&rule=respect');
		expect(filterOf(new URLSearchParams(searchOf(filter)))).toEqual(filter);
	});
});
