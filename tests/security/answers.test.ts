/** C2, C3, D3: drafts of answers and what is private in them show through no door; hostile words stay text. */

import { expect, test } from 'vitest';
import { send } from '#domain/contribution/send.server.ts';
import { draft } from '#domain/response/draft.server.ts';
import { byReference } from '#domain/response/desk.server.ts';
import { publish } from '#domain/response/publish.server.ts';
import { save } from '#domain/response/save.server.ts';
import { keepTemplate } from '#domain/response/template/keep.server.ts';
import type { Typed } from '#domain/response/typed.ts';
import { typed } from '../answers.ts';
import { consultation, touched } from '../journeys/consultation.ts';
import { db, origin } from '../journeys/site.ts';
import { dangersIn } from './dangers.ts';
import { payloads } from './payloads.ts';
import { actors, type Role } from './roles.ts';

const everyone = await actors('answers');
const [desk, author] = [everyone.secretariat.viewer, everyone.author.viewer];
if (!desk || !author) throw new Error('Somebody is not signed in.');
const made = await consultation({ slug: 'answering' });
const { id: spaceId } = await db
	.selectFrom('space')
	.select('id')
	.where('slug', '=', 'arcadia')
	.executeTakeFirstOrThrow();

const canaries = {
	draft: 'canary-response-draft-71aa',
	decided: 'canary-response-decided-0b3e',
	link: 'canary-response-link-e55c',
	template: 'canary-response-template-9d12',
	private: 'canary-response-private-42c7'
};
type Secret = keyof typeof canaries;
const writers: Role[] = ['agency editor', 'chair', 'secretariat'];
const mayRead: Record<Secret, Role[]> = {
	draft: writers,
	decided: writers,
	link: writers,
	// Whoever keeps templates; others see their names only.
	template: ['chair', 'secretariat'],
	private: ['author', 'secretariat']
};

async function said(body: string, visibility: 'public' | 'private' = 'public') {
	const done = await send(db, author ?? never(), {
		...{ consultationId: made.id, on: { kind: 'unit', number: 1 }, to: null, as: null },
		...{ kind: 'comment', visibility, lang: 'en', body }
	});
	if (!done.ok) throw new Error(done.obstacle.code);
	return done.reference;
}
function never(): never {
	throw new Error('Nobody is there.');
}

async function begun(to: string[], words: Partial<Typed>, out: boolean) {
	const by = desk ?? never();
	const drafted = await draft(db, by, made.id, { to, replies: false, lang: 'en' });
	if (!drafted.ok) throw new Error(JSON.stringify(drafted.obstacle));
	const { id } = (await byReference(db, null, drafted.reference)) ?? never();
	const done = await (out ? publish : save)(db, by, id, { seen: 1, typed: typed(words) });
	if (!done.ok) throw new Error(JSON.stringify(done.obstacle));
	return drafted.reference;
}

const secret = await said(`Says ${canaries.private}.`, 'private');
const asked = await said('An ordinary remark.');
const unpublished = await begun(
	[secret, asked],
	{
		...{ reasons: `Because ${canaries.draft}.`, decidedBy: canaries.decided },
		references: [{ kind: 'decision', title: canaries.link, href: '' }]
	},
	false
);
const withPrivate = await begun(
	[await said(`Also ${canaries.private}.`, 'private'), await said('Another remark.')],
	{},
	true
);
const template = await keepTemplate(db, desk, spaceId, {
	...{ title: 'A template', kind: '', lang: 'en', input: canaries.template },
	...{ consideration: '', influence: '', reasons: '', beyond: '' }
});
/** A bracket that holds nothing would be a gap to fill. */
const texts = payloads.map(({ text }) => text.replaceAll(/\[[\s.…_]*\]/g, '[x]'));
const hostile = await begun(
	[await said('Hostile?')],
	{
		...{
			input: texts.slice(0, 40).join('\n').slice(0, 4900),
			reasons: texts.slice(40, 80).join('\n').slice(0, 4900)
		},
		...{
			beyond: texts.slice(80).join('\n').slice(0, 4900),
			decidedBy: texts[0]?.slice(0, 190) ?? ''
		},
		references: texts
			.slice(0, 20)
			.map((text) => ({ kind: 'decision', title: text.slice(0, 190), href: '' }))
	},
	true
);
await touched(made.id);

const work = '/en/arcadia/work/consultations/answering/answers';
const base = '/en/arcadia/consultations/answering';
const pages = [
	...[unpublished, withPrivate].flatMap((reference) => [
		`${work}/${reference}`,
		`${work}/${reference}/preview`,
		`${work}/${reference}/publication`,
		`${base}/answers/${reference}`,
		`/r/${reference}`
	]),
	...['draft', 'review', 'published'].map((state) => `${work}/responses?state=${state}`),
	...[
		work,
		`${work}/new?for=${secret}`,
		`/en/arcadia/work/templates?edit=${template.ok ? template.id : ''}`,
		base,
		`${base}/answers`
	],
	...[`${base}/answers/report`, `${base}/export/contributions.csv`, `${base}/P1`],
	...[secret, asked].map((reference) => `/en/arcadia/contributions/${reference}`)
];

test('what is written and not yet published, and what is private in it, is read by those it is for', async () => {
	const read = new Map<Secret, Set<Role>>();
	for (const [role, { client }] of Object.entries(everyone) as [Role, (typeof everyone)[Role]][])
		for (const path of pages) {
			const { text, status } = await client.open(path);
			expect(status, `${role} ${path}`).toBeLessThan(500);
			for (const [name, canary] of Object.entries(canaries) as [Secret, string][])
				if (text.includes(canary)) read.set(name, (read.get(name) ?? new Set()).add(role));
		}
	for (const name of Object.keys(canaries) as Secret[])
		expect([...(read.get(name) ?? [])].sort(), name).toEqual([...mayRead[name]].sort());
});

test('of what is private a published answer tells the number, and a draft has no public page', async () => {
	const { client } = everyone.anonymous;
	expect((await client.get(`${base}/answers/${withPrivate}`)).text).toContain(
		'And 1 sent to the secretariat alone.'
	);
	for (const path of [`${base}/answers/${unpublished}`, `/r/${unpublished}`])
		expect((await client.get(path)).status, path).toBe(404);
});

test('hostile words of an answer are words on every page', async () => {
	const { client } = everyone.secretariat;
	for (const path of [
		`${work}/${hostile}`,
		`${base}/answers/${hostile}`,
		`${base}/answers`,
		`${work}/responses?state=published`
	]) {
		const { text, status } = await client.get(path);
		expect(status, path).toBe(200);
		expect(dangersIn(text, origin), path).toEqual([]);
	}
});
