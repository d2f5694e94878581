/** A wave is counted before it is asked for, and asked for by moderators, with a rule and facts. */

import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { asking, meaning, rowsOfWave, template, waveOn } from '#tests/wave.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { newId } from '../identity.ts';
import { ask, preview } from './ask.server.ts';
import type { Condition } from './condition.ts';
import * as store from './store.server.ts';

const { db } = await freshDatabase();
const { spaceId, consultationId, moderator, units, wave, honest } = await waveOn(db);

const soon = () => new Date(Date.now() + 1000).toISOString();

test('it counts people, votes, supports and contributions, and writes nothing', async () => {
	const before = await rowsOfWave(db);
	expect(await preview(db, consultationId, meaning())).toEqual({
		ok: true,
		counts: { people: 40, votes: 40 * units.length, supports: 20, contributions: 10 }
	});
	expect(await rowsOfWave(db)).toEqual(before);
});

test.each([
	[
		'the kinds of act',
		{ takes: ['supports'] as const },
		{ people: 20, votes: 0, supports: 20, contributions: 0 }
	],
	['a text', { domain: null, like: true }, { people: 10, supports: 10, contributions: 10 }],
	['when accounts were made', { domain: null, accountsFrom: 'now' }, null],
	['another domain', { domain: 'elsewhere.example' }, null],
	['guests', { domain: null, guests: true }, null]
])('it is narrowed by %s', async (_, change, counts) => {
	const [one] = await db
		.selectFrom('contribution')
		.select('reference')
		.where('body', '=', template)
		.execute();
	const condition = meaning({
		...change,
		...('like' in change ? { like: one?.reference ?? '' } : {}),
		...('accountsFrom' in change ? { accountsFrom: soon() } : {})
	} as Partial<Condition>);
	const seen = await preview(db, consultationId, condition);
	if (counts) expect(seen).toMatchObject({ ok: true, counts });
	else expect(seen).toMatchObject({ ok: false, obstacle: { code: 'too_few' } });
});

test('people with a role and votes of organisations are never meant', async () => {
	const granted = wave[0] as Viewer;
	const id = newId();
	await db
		.insertInto('roleGrant')
		.values({
			id,
			spaceId,
			personId: granted.id,
			role: 'REVIEWER',
			fromAt: new Date()
		})
		.execute();
	expect(await preview(db, consultationId, meaning())).toMatchObject({ counts: { people: 39 } });
	await db.deleteFrom('roleGrant').where('id', '=', id).execute();
});

test.each([
	['nobody but moderators asks', asking(), 'not_allowed'],
	['a rule is cited', { ...asking(), rule: 'dislike' }, 'rule'],
	['the facts are said', { ...asking(), facts: ' ' }, 'facts_missing'],
	['the facts name nobody', { ...asking(), facts: 'See p1@wave.example' }, 'facts_name'],
	['a few are no wave', asking(meaning({ domain: 'nobody.example' })), 'too_few'],
	['a unit is there', asking(meaning({ units: [999] })), 'units_bad'],
	['a text is there', asking(meaning({ like: 'C-000000' })), 'like_missing']
])('%s', async (rule, given, code) => {
	const by = rule.startsWith('nobody') ? (honest[0] as Viewer) : moderator;
	const before = await rowsOfWave(db);
	expect(await ask(db, by, consultationId, given)).toMatchObject({
		ok: false,
		obstacle: { code }
	});
	expect(await rowsOfWave(db)).toEqual(before);
	expect(await store.list(db, consultationId, 1)).toMatchObject({ total: 0 });
});
