/** G1: however somebody else takes a contribution from readers' sight, it is stated whole, told, open to appeal and on the register. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { office, openIn, person } from '#tests/staff.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { announced } from '../contribution/spot.server.ts';
import { send } from '../contribution/send.server.ts';
import { story } from '../contribution/story.server.ts';
import { newId } from '../identity.ts';
import { ask } from '../invalidation/ask.server.ts';
import { carryOut } from '../invalidation/carry.server.ts';
import { approve } from '../invalidation/decide.server.ts';
import { now } from '../clock.server.ts';
import { appeal } from './appeal/send.server.ts';
import { decideAppeal } from './appeal/decide.server.ts';
import { hold } from './hold.server.ts';
import { bar, passagesOf, redacted } from './moderation.ts';
import { redact } from './redact.server.ts';
import { refuse } from './refuse.server.ts';
import { register } from './register.server.ts';
import { everything } from './register.ts';

const { db } = await freshDatabase();
const place = await office(db);
const { spaceId, secretariat } = place;
const moderator = await person(db, 'Mora', [{ spaceId, role: 'MODERATOR' }]);
const chair = await person(db, 'Chen', [{ spaceId, role: 'MSF_CHAIR' }]);
const consultation = await openIn(db, place);

async function said(by: Viewer, body: string) {
	const sent = await send(db, by, {
		...{ consultationId: consultation.id, on: { kind: 'whole' }, to: null, as: null },
		...{ kind: 'comment', visibility: 'public', lang: 'en', body }
	});
	if (!sent.ok) throw new Error(sent.obstacle.code);
	return row(sent.reference);
}
const row = (reference: string) =>
	db
		.selectFrom('contribution')
		.selectAll()
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();

const ground = {
	...({
		rule: 'unlawful',
		facts: 'It calls to break in.',
		lang: 'en',
		law: 'Penal code, 282'
	} as const),
	...({ foundBy: 'machine', requestedBy: 'Cyber police of Test' } as const)
};
const passages = '14 Canary Lane';

type Taking = (one: Awaited<ReturnType<typeof said>>) => Promise<unknown>;
const ways: [way: string, kind: string, take: Taking, stated: object][] = [
	['hold', 'held', (one) => hold(db, moderator, { ...one, ...ground }), ground],
	['refuse', 'refused', (one) => refuse(db, moderator, { ...one, ...ground }), ground],
	['redact', 'redacted', (one) => redact(db, secretariat, { ...one, ...ground, passages }), ground],
	['invalidation', 'invalidated', invalidate, { rule: 'honesty', automated: true }]
];

/** The contribution and four others of one domain, as a wave that one asked for and another approved. */
async function invalidate(one: Awaited<ReturnType<typeof said>>) {
	const domain = `w${newId().slice(-12)}.example`;
	const address = (n: number) => `p${n}@${domain}`;
	for (let n = 1; n < 5; n++) {
		const puppet = await person(db, `Puppet ${n}`);
		await db
			.updateTable('person')
			.set({ email: address(n) })
			.where('id', '=', puppet.id)
			.execute();
		await said(puppet, `Puppet ${n} says the same.`);
	}
	await db
		.updateTable('person')
		.set({ email: address(0) })
		.where('id', '=', one.personId ?? '')
		.execute();
	const to = await now(db);
	const from = new Date(to.getTime() - 3_600_000);
	const condition = {
		...{ from: from.toISOString(), to: to.toISOString(), accountsFrom: null, accountsTo: null },
		...{ domain, guests: false, like: null, units: [], takes: ['contributions' as const] }
	};
	const facts = 'Forty accounts of one domain.';
	const asked = await ask(db, moderator, consultation.id, {
		...{ condition, rule: 'honesty', facts, lang: 'en' }
	});
	if (!asked.ok) throw new Error(asked.obstacle.code);
	const approved = await approve(db, secretariat, {
		consultationId: consultation.id,
		id: asked.id
	});
	if (!approved.ok) throw new Error(approved.obstacle.code);
	await carryOut(db, asked.id);
	return { ok: true };
}

test.each(ways)('%s', async (way, kind, take, stated) => {
	const author = await person(db, `Author of what goes by ${way}`);
	const one = await said(author, `Break in at ${passages}, by ${way}.`);
	expect(await take(one)).toEqual({ ok: true });

	// Readers see its place and none of what went.
	const shown = await storyFor(null, one.reference);
	expect(shown?.remark.reference).toBe(one.reference);
	expect(JSON.stringify(shown?.remark)).not.toContain(passages);

	// The whole statement (Regulation (EU) 2022/2065, article 17, 3): nothing of it may be missing.
	const act = await db
		.selectFrom('moderationAct')
		.selectAll()
		.where('contributionId', '=', one.id)
		.executeTakeFirstOrThrow();
	expect(act).toMatchObject(stated);
	expect(act).toMatchObject({
		effect: way === 'redact' ? 'words_out' : 'out_of_sight',
		scope: 'everywhere',
		duration: { hold: 'until_decided', redact: 'for_good' }[way] ?? 'until_reversed',
		facts: expect.stringMatching(/\S/),
		foundBy: expect.stringMatching(/^(report|staff|machine)$/),
		automated: expect.any(Boolean),
		appealUntil: expect.any(Date)
	});
	expect(act.byId).not.toBeNull();
	const months = ((act.appealUntil?.getTime() ?? 0) - act.at.getTime()) / 86_400_000 / 30;
	expect(months).toBeGreaterThan(5.9);

	// Its author is told.
	const { email } = await db
		.selectFrom('person')
		.select('email')
		.where('id', '=', author.id)
		.executeTakeFirstOrThrow();
	const mails = await db
		.selectFrom('mail')
		.select(['kind', 'facts'])
		.where('recipient', '=', email)
		.where('kind', '!=', 'receipt')
		.execute();
	expect(mails.map((mail) => mail.kind)).toEqual([kind]);
	const told = JSON.stringify(mails[0]?.facts);
	for (const fact of [act.facts, `rules.${act.rule}.title`]) expect(told).toContain(fact);
	if (stated === ground)
		for (const fact of [ground.law, ground.requestedBy]) expect(told).toContain(fact);

	// It is on the register, flagged where a public body asked for it, and names nobody.
	const entry = await entryOf(one.reference);
	expect(entry).toMatchObject({ rule: act.rule, facts: act.facts, automated: true, outcome: null });
	expect(entry?.requestedBy).toBe(act.requestedBy);
	const { entries } = await register(db, spaceId, { ...everything, asked: true }, 1);
	expect(entries.some(({ reference }) => reference === one.reference)).toBe(stated === ground);
	for (const name of [author.name, moderator.name, secretariat.name, author.id, email])
		expect(JSON.stringify(entry)).not.toContain(name);

	// Its author can appeal, and nobody who had a part in it decides.
	expect((await storyFor(author, one.reference))?.appealable).toEqual([act.id]);
	const words = 'I did not mean it.';
	expect(await appeal(db, author, { actId: act.id, words, lang: 'en' })).toEqual({ ok: true });
	const { id } = await db
		.selectFrom('appeal')
		.select('id')
		.where('actId', '=', act.id)
		.executeTakeFirstOrThrow();
	const judge = { id, outcome: 'upheld' as const, reasons: 'It is what it is.' };
	const part =
		way === 'invalidation'
			? [moderator, secretariat]
			: [way === 'redact' ? secretariat : moderator];
	for (const by of part)
		expect(await decideAppeal(db, by, judge)).toMatchObject({ obstacle: { code: 'same_person' } });
	expect(await decideAppeal(db, chair, judge)).toEqual({ ok: true });
	expect(await entryOf(one.reference)).toMatchObject({ outcome: 'upheld', reasons: judge.reasons });
});

const entryOf = async (reference: string) => {
	const { entries } = await register(db, spaceId, everything, 1);
	return entries.find((entry) => entry.reference === reference && entry.act !== 'restore');
};

async function storyFor(viewer: Viewer | null, reference: string) {
	const found = await announced(db, consultation.id, { asked: null, own: 'en' });
	return found && story(db, viewer, found, reference);
}

describe('there is no other way', () => {
	const domain = join(import.meta.dirname, '..');
	const verbs = readdirSync(domain, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.server.ts') && !file.endsWith('tables.server.ts'))
		.map((file) => ({ file, source: readFileSync(join(domain, file), 'utf8') }));
	const writing = (what: RegExp) =>
		verbs
			.filter(({ source }) => what.test(source))
			.map(({ file }) => file)
			.sort();

	test('only these write that something is held or refused', () => {
		const state = /setState\(tx[^)]*'(held|refused)'|contribution c? ?set state = '(held|refused)'/;
		expect(writing(state)).toEqual([
			'invalidation/take.server.ts',
			'moderation/hold.server.ts',
			'moderation/refuse.server.ts'
		]);
		// What its author takes back, and what goes through setState above.
		expect(writing(/updateTable\('contribution'\)\s*\.set\(\{[^}]*\bstate\b/)).toEqual([
			'contribution/store.server.ts',
			'moderation/store.server.ts'
		]);
	});

	test('only these put other words in the place of somebody’s: their author, the erasure they asked for, a redaction', () => {
		const words =
			/updateTable\('(contribution|wording|suggestion)'\)\s*\.set\((\{[^}]*\b(body|words)\b|\{ \.\.\.next)|update (contribution|suggestion|wording)( c)? set (body|words) =/;
		expect(writing(words)).toEqual([
			'contribution/store.server.ts',
			'moderation/store.server.ts',
			'own-data/erase.server.ts',
			'suggestion/store.server.ts'
		]);
		expect(writing(/\boverwrite\(tx/)).toEqual(['moderation/redact.server.ts']);
	});
});

test('a redaction only takes out: what is left stood there, in that order, and nothing came to it', () => {
	const piece = fc.constantFrom('a', 'b', 'ab', ' ', 'home', '$&');
	fc.assert(
		fc.property(fc.array(piece), fc.array(piece, { minLength: 1 }), (text, wanted) => {
			const before = text.join('');
			let rest = before;
			for (const left of redacted(before, passagesOf(wanted.join('\n'))).split(bar)) {
				const at = rest.indexOf(left);
				expect(at).toBeGreaterThanOrEqual(0);
				rest = rest.slice(at + left.length);
			}
		})
	);
});

test('a redaction is the secretariat’s: no other role takes out a word', async () => {
	const author = await person(db, 'Somebody else');
	const one = await said(author, `It stands at ${passages}.`);
	for (const role of ['MODERATOR', 'MSF_CHAIR', 'AGENCY_EDITOR', 'STEWARD'] as const) {
		const by = await person(db, role, [{ spaceId: role === 'STEWARD' ? null : spaceId, role }]);
		expect(await redact(db, by, { ...one, ...ground, passages })).toMatchObject({
			obstacle: { code: 'not_allowed' }
		});
	}
	expect((await row(one.reference)).body).toBe(one.body);
});
