/** C1 and C2: what is private, hidden, withdrawn, not yet public or another space's shows through no door. */

import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { newId } from '#domain/identity.ts';
import { doors } from '../../src/doors.ts';
import { consultation, touched } from '../journeys/consultation.ts';
import type { Client } from '../journeys/client.ts';
import { pathOf, samplesOf, type Params } from '../journeys/samples.ts';
import { db, site } from '../journeys/site.ts';
import { rested } from './rested.ts';
import { actor, actors, type Role } from './roles.ts';

const everyone = await actors('secrecy');
const viewerOf = (role: Role) => everyone[role].viewer?.id ?? '';

/** Words that stand in one place each and must be read by nobody but those named. */
const canaries = {
	private: 'canary-private-9f31',
	hidden: 'canary-hidden-77ab',
	withdrawn: 'canary-withdrawn-05ce',
	draft: 'canary-draft-c4d2',
	foreign: 'canary-foreign-e810',
	report: 'canary-report-3b66',
	held: 'canary-held-51d0',
	privateFacts: 'canary-private-facts-e2a9',
	stoodFacts: 'canary-stood-facts-0f47',
	appeal: 'canary-appeal-c81b',
	note: 'canary-note-6d2e'
};
type Secret = keyof typeof canaries;

const mayRead: Record<Secret, Role[]> = {
	private: ['author', 'secretariat'],
	hidden: ['author', 'moderator', 'secretariat'],
	withdrawn: [],
	draft: ['secretariat', 'chair'],
	foreign: [],
	report: ['moderator', 'secretariat'],
	// It is appealed for: whoever judges the appeal reads what it is about.
	held: ['author', 'moderator', 'secretariat', 'chair'],
	// What is decided about private words is its author's and the secretariat's; what was let be, the moderators'.
	privateFacts: ['author', 'secretariat'],
	stoodFacts: ['moderator', 'secretariat'],
	appeal: ['moderator', 'secretariat', 'chair'],
	// What staff tell each other: whoever works on answers, and nobody else.
	note: ['secretariat', 'chair', 'agency editor']
};

await aSpace('borealia');
const open = await consultation({ slug: 'with-secrets' });
const draft = await consultation({
	slug: 'not-yet',
	title: `About ${canaries.draft}`,
	markdown: `# One\n\nSays ${canaries.draft}.`,
	draft: true
});
const abroad = await consultation({ slug: 'abroad', space: 'borealia' });

const references: Record<string, string> = {};
beforeAll(async () => {
	const author = viewerOf('author');
	references.private = await said(open, author, canaries.private, { visibility: 'private' });
	references.hidden = await said(open, author, canaries.hidden, { state: 'refused' });
	references.held = await said(open, author, canaries.held, { state: 'held' });
	references.withdrawn = await said(open, author, 'gone', { state: 'withdrawn' });
	references.public = await said(open, author, 'An ordinary remark.', {});
	references.foreign = await said(abroad, await haruki(), canaries.foreign, {
		visibility: 'private'
	});
	await db
		.insertInto('report')
		.values({
			id: newId(),
			contributionId: await idOf(references.public),
			reporterId: viewerOf('participant'),
			rule: 'spam',
			note: canaries.report,
			at: sql`clock_timestamp()`
		})
		.execute();
	await decided(references.private, 'refuse', canaries.privateFacts);
	await decided(references.public, 'dismiss', canaries.stoodFacts);
	const actId = await decided(references.held, 'hold', 'It is looked at.');
	const contributionId = await idOf(references.held);
	await db
		.insertInto('appeal')
		.values({
			...{ id: newId(), actId, contributionId, personId: author, lang: 'en' },
			...{ words: canaries.appeal, at: sql<Date>`clock_timestamp()` }
		})
		.execute();
	await db
		.insertInto('internalNote')
		.values({
			...{ id: newId(), consultationId: open.id, contributionId: await idOf(references.public) },
			...{ body: canaries.note, lang: 'en', at: sql<Date>`clock_timestamp()` }
		})
		.execute();
	await touched(open.id);
	await touched(abroad.id);
});

async function decided(reference: string, act: string, facts: string) {
	const id = newId();
	await db
		.insertInto('moderationAct')
		.values({
			...{ id, contributionId: await idOf(reference), act, rule: 'respect', facts },
			at: sql<Date>`clock_timestamp()`
		})
		.execute();
	return id;
}

/** Every page there is, with each of the things above in the places of its parameters. */
async function addresses(): Promise<string[]> {
	const params = await samplesOf(site, 'huda');
	const variants: Params[] = [
		...Object.values(references).map((reference) => ({ reference })),
		{ slug: 'with-secrets', number: 'P1' },
		{ slug: 'not-yet', number: 'P1' },
		{ slug: 'abroad', number: 'P1' },
		{ slug: 'abroad', space: 'borealia', number: 'P1' }
	];
	const formats = ['csv', 'json'].flatMap((format) =>
		['units', 'contributions', 'tallies'].map((table) => ({ table, format, slug: 'with-secrets' }))
	);
	// Files that are packed show no word to a search of their bytes: the canaries' own test unpacks them.
	const gets = Object.keys(doors)
		.filter((door) => door.endsWith(' GET') && !/\.(pdf|docx) GET$/.test(door))
		.map((door) => door.split(' ')[0] ?? '');
	const all = gets.flatMap((routeId) =>
		[...variants, ...formats].map((variant) =>
			pathOf(routeId, { ...withoutOwn(params), ...variant })
		)
	);
	const drawn = [open, draft, abroad].flatMap(({ id }) =>
		['whole', 'P1', ...Object.values(references)].map((on) => `/card/${id}/${on}/en.png`)
	);
	const framed = ['with-secrets', 'not-yet', 'abroad'].flatMap((slug) => [
		...['P1', 'overview'].map((on) => `/embed/en/arcadia/${slug}/${on}`),
		...['P1', 'whole', 'remarks'].map((on) => `/feeds/en/arcadia/${slug}/${on}.atom`),
		`/en/arcadia/consultations/${slug}/share?on=P1`
	]);
	const desk = '/en/arcadia/work/consultations/with-secrets/answers';
	const desks = [
		...['', '?answer=any', '?sort=newest', '?group=out'].map((query) => desk + query),
		...Object.values(references).map((reference) => `${desk}/${reference}`)
	];
	const live = [open, draft, abroad].map(({ id }) => `/live/${id}`);
	const searched = Object.values(canaries).map((word) => `${open.path}/search?q=${word}`);
	return [
		...new Set([
			...all,
			...drawn,
			...framed,
			...desks,
			...live,
			...searched,
			`${open.path}/search`,
			`${open.path}/search?as=organisation`
		])
	];
}

/** Parameters of single routes would hide what stands in their place here. */
const withoutOwn = (params: Params): Params =>
	Object.fromEntries(Object.entries(params).filter(([name]) => !/ (slug|reference)$/.test(name)));

/** Where whoever may read a secret did read it: without that the search would prove nothing. */
const read: Record<Secret, Set<string>> = {
	private: new Set(),
	hidden: new Set(),
	withdrawn: new Set(),
	draft: new Set(),
	foreign: new Set(),
	report: new Set(),
	held: new Set(),
	privateFacts: new Set(),
	stoodFacts: new Set(),
	appeal: new Set(),
	note: new Set()
};

test('each secret is read by those it is for and by nobody else, on every page', async () => {
	const all = await addresses();
	const seen: string[] = [];
	for (const { role, client } of Object.values(everyone)) {
		for (const [at, path] of all.entries()) {
			if (at % 10 === 0) await rested();
			const { text, status } = await client.get(path, { accept: 'text/html' });
			expect(status, `${role} ${path}`).toBeLessThan(500);
			expect(status, `${role} ${path}`).not.toBe(429);
			for (const secret of Object.keys(canaries) as Secret[]) {
				const searchedFor = path.includes(canaries[secret]);
				if (searchedFor ? !shownBeside(text, canaries[secret]) : !text.includes(canaries[secret]))
					continue;
				if (mayRead[secret].includes(role as Role)) read[secret].add(role);
				else seen.push(`${role} read ${secret} on ${path}`);
			}
		}
	}
	expect(seen).toEqual([]);
	for (const secret of [
		...([
			'private',
			'hidden',
			'draft',
			'held',
			'privateFacts',
			'stoodFacts',
			'appeal',
			'note'
		] as const)
	])
		expect([...read[secret]].sort(), secret).toEqual([...mayRead[secret]].sort());
	expect(read.report.size).toBeGreaterThan(0);
}, 240_000);

/** A page that was asked for a word repeats it; only more of the sentence shows that it was found. */
const shownBeside = (text: string, canary: string) =>
	text.includes(`says ${canary}`) || text.includes(`About ${canary}`);

test('what is private, hidden or withdrawn marks no words of the text', async () => {
	for (const { role, client } of Object.values(everyone)) {
		const { text } = await client.get(open.path);
		expect(text.match(/class="chosen[^>]*title="[^"]*"/g), role).toHaveLength(1);
		expect(text, role).toContain('P1?quote=any');
		expect((await client.get(abroad.path)).text, role).not.toContain('class="chosen');
	}
}, 240_000);

const expected: [Secret | 'public', Partial<Record<Role, number>>, number][] = [
	['public', {}, 200],
	['private', { author: 200, secretariat: 200 }, 404],
	['hidden', {}, 200],
	['held', {}, 200],
	['withdrawn', {}, 410],
	['foreign', {}, 404]
];
test.each(expected)(
	'the page of what is %s is there for those who may know of it',
	async (what, special, others) => {
		for (const { role, client } of Object.values(everyone)) {
			const { status } = await client.get(`/en/arcadia/contributions/${references[what]}`);
			expect(status, role).toBe(special[role as Role] ?? others);
		}
	}
);

test('what is told of a consultation names nothing private, and of a draft there is nothing', async () => {
	for (const { role, client } of Object.values(everyone)) {
		const { status, text } = await client.get(`/live/${open.id}`);
		expect(status, role).toBe(200);
		expect(text).toContain(references.public);
		for (const secret of ['private', 'hidden', 'held', 'withdrawn', 'foreign'])
			expect(text, `${role} ${secret}`).not.toContain(references[secret]);
		expect((await client.get(`/live/${draft.id}`)).status, role).toBe(404);
	}
});

test('the secretariat of one space is nobody in another', async () => {
	const stranger = await actor('secrecy', 'foreign', 'SECRETARIAT', 'borealia');
	await expect.poll(async () => (await stranger.client.get('/en/borealia/work')).status).toBe(200);
	for (const path of [
		'/en/arcadia/work',
		'/en/arcadia/work/people',
		'/en/arcadia/work/consultations/not-yet',
		`/en/arcadia/contributions/${references.private}`,
		'/en/borealia/work/consultations/not-yet',
		'/en/borealia/consultations/with-secrets',
		`/en/borealia/contributions/${references.private}`
	])
		expect((await stranger.client.get(path)).status, path).toBe(404);
	expect(
		(await stranger.client.get(`/en/borealia/contributions/${references.foreign}`)).status
	).toBe(200);
	await refusesToAct(stranger.client);
});

test('nobody acts on what is another’s, by changing a reference or a slug', () =>
	refusesToAct(everyone.participant.client));

async function refusesToAct(client: Client) {
	const before = await rows();
	const attempts: [path: string, fields: Record<string, string>][] = [
		...['edit', 'withdrawal', 'moderation'].flatMap((act) =>
			Object.values(references).map((reference): [string, Record<string, string>] => [
				`/en/arcadia/contributions/${reference}/${act}`,
				{ body: 'Taken over.', lang: 'en', act: 'refuse', rule: 'spam', facts: 'x' }
			])
		),
		...['private', 'hidden', 'withdrawn', 'foreign'].flatMap((one) =>
			['support', 'report'].map((act): [string, Record<string, string>] => [
				`/en/arcadia/contributions/${references[one]}/${act}`,
				{ rule: 'spam', note: 'x' }
			])
		),
		['/en/arcadia/consultations/not-yet/votes', { unit: draft.unit(1), value: 'agree' }],
		['/en/arcadia/consultations/with-secrets/votes', { unit: abroad.unit(1), value: 'agree' }],
		['/en/borealia/consultations/with-secrets/votes', { unit: open.unit(1), value: 'agree' }],
		[
			'/en/arcadia/consultations/not-yet/remark?on=P1',
			{ body: 'Early.', kind: 'comment', lang: 'en', visibility: 'public', key: newId() }
		],
		[
			'/en/arcadia/consultations/with-secrets/remark?on=P1',
			{
				body: 'As them.',
				kind: 'comment',
				lang: 'en',
				visibility: 'public',
				key: newId(),
				as: '00000000-0000-7000-8000-000000000000'
			}
		],
		['/en/arcadia/work/people?/grant', { email: 'esteban@arcadia.example', role: 'SECRETARIAT' }],
		['/en/arcadia/work/consultations/not-yet/details', { title: 'Taken over' }],
		['/en/borealia/work/consultations/not-yet/details', { title: 'Taken over' }]
	];
	for (const [path, fields] of attempts)
		expect((await client.post(path, fields)).status, path).toBeGreaterThanOrEqual(400);
	expect(await rows()).toEqual(before);
}

async function rows() {
	const ids = [open.id, draft.id, abroad.id];
	const [contributions, votes, roles] = await Promise.all([
		db
			.selectFrom('contribution')
			.select(['reference', 'body', 'state', 'supportPeople'])
			.where('consultationId', 'in', ids)
			.orderBy('id')
			.execute(),
		db
			.selectFrom('vote')
			.innerJoin('unit', 'unit.id', 'vote.unitId')
			.select('value')
			.where('consultationId', 'in', ids)
			.execute(),
		db.selectFrom('consultation').select('title').where('id', 'in', ids).orderBy('id').execute()
	]);
	return { contributions, votes, roles };
}

async function said(
	on: typeof open,
	personId: string,
	body: string,
	more: Record<string, string>
): Promise<string> {
	const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
	const reference = `C-${Array.from({ length: 6 }, () => alphabet[Math.floor(Math.random() * 32)]).join('')}`;
	const { spaceId } = await db
		.selectFrom('consultation')
		.select('spaceId')
		.where('id', '=', on.id)
		.executeTakeFirstOrThrow();
	const row = {
		id: newId(),
		reference,
		spaceId,
		consultationId: on.id,
		kind: 'comment',
		place: 'unit',
		unitId: on.unit(1),
		versionId: on.versionId,
		personId,
		authorName: 'Someone',
		body: `It says ${body}`,
		lang: 'en',
		visibility: 'public',
		receivedAt: sql<Date>`clock_timestamp()`,
		...more
	};
	await db.insertInto('contribution').values(row).execute();
	// The words it is about lead to it: nobody sees that they were chosen who does not see it.
	const quote = { exact: `about ${body}`, prefix: '', suffix: '', startAt: 0, lang: 'en' };
	await db
		.insertInto('quote')
		.values({ contributionId: row.id, ...quote, endAt: quote.exact.length })
		.execute();
	return reference;
}

const haruki = async () =>
	(
		await db
			.selectFrom('person')
			.select('id')
			.where('email', '=', 'haruki@arcadia.example')
			.executeTakeFirstOrThrow()
	).id;

const idOf = async (reference: string) =>
	(
		await db
			.selectFrom('contribution')
			.select('id')
			.where('reference', '=', reference)
			.executeTakeFirstOrThrow()
	).id;

async function aSpace(slug: string) {
	await db
		.insertInto('space')
		.values({
			id: newId(),
			slug,
			names: JSON.stringify({ en: slug }),
			language: 'en',
			languages: ['en'],
			timeZone: 'Europe/Oslo',
			contact: `desk@${slug}.example`
		})
		.execute();
}
