/** An address for every door: what stands in the places of its parameters. */

import { sql } from 'kysely';
import { shortOf } from '#domain/consultation/short.ts';
import { newId } from '#domain/identity.ts';
import { addressOf, signedIn, type Key } from './people.ts';
import type { Site } from './site.ts';

export type Params = Record<string, string>;

/** `/[lang=lang]/[space]` with its parameters filled in; throws where one has no sample. */
export function pathOf(routeId: string, params: Params): string {
	const path = routeId.replace(/\[(\.\.\.|\[)?(\w+)(=\w+)?\]{1,2}/g, (_, __, name: string) => {
		const value = params[`${routeId} ${name}`] ?? params[name];
		if (value === undefined) throw new Error(`${routeId} has no sample for ${name}.`);
		return encodeURIComponent(value);
	});
	return `${path.replace(/\/\([^)]*\)/g, '') || '/'}${params[`${routeId} ?`] ?? ''}`;
}

/** What `doors` calls a door, as the request that comes to it. */
export function requestAt(door: string, params: Params) {
	const [routeId = '', method = '', action = ''] = door.split(' ');
	const path = pathOf(routeId, params);
	const joined = path.includes('?') ? action.replace('?', '&') : action;
	return { routeId, method, path: path + joined };
}

const space = '/[lang=lang]/[space]';
const desk = `${space}/work/consultations/[slug]`;
const own = `${space}/contributions/[reference=reference]`;

/** What the example has for each parameter; what it lacks is made through the site's own forms. */
export async function samplesOf(site: Site, author: Key = 'joana'): Promise<Params> {
	const { db } = site;
	const consultation = await db
		.selectFrom('consultation')
		.select(['id', 'slug', 'versionId'])
		.where('slug', '=', 'open-works')
		.executeTakeFirstOrThrow();
	const section = await db
		.selectFrom('unitText')
		.select('unitId')
		.where('versionId', '=', consultation.versionId)
		.where('kind', '=', 'heading')
		.orderBy('position')
		.executeTakeFirstOrThrow();
	const contribution = await db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '=', consultation.id)
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.where('depth', '=', 0)
		.orderBy('replyCount', 'desc')
		.executeTakeFirstOrThrow();
	const statement = await db
		.selectFrom('contribution')
		.select('reference')
		.where('joint', '=', true)
		.executeTakeFirstOrThrow();
	const foreign = await db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '=', consultation.id)
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.where('lang', '=', 'ru')
		.executeTakeFirstOrThrow();
	const [imported, reference] = [await anImport(site), await aRemark(site, author)];
	const refused = await aRefused(site, author);
	const entered = await anEntered(site);
	const answers = await someAnswers(site, await aRemark(site, author));
	const sorted = await someSorting(site, contribution.reference);
	return {
		lang: 'en',
		space: 'arcadia',
		slug: consultation.slug,
		number: 'P7',
		id: section.unitId,
		reference: contribution.reference,
		status: '409',
		n: '1',
		unit: 'P7',
		table: 'units',
		format: 'csv',
		section: 'account',
		token: 'a'.repeat(43),
		provider: 'elsewhere',
		[`${own}/edit reference`]: reference,
		[`${own}/withdrawal reference`]: reference,
		[`${own}/appeal reference`]: refused,
		[`${own}/signatures reference`]: statement.reference,
		'/live/[id=id] id': consultation.id,
		on: 'P7',
		code: shortOf('consultation', consultation.id),
		'/card/[id=id]/[on]/[lang=lang].png id': consultation.id,
		[`${space}/consultations/[slug]/remark ?`]: '?on=P7',
		[`${space}/consultations/[slug]/suggestion ?`]: '?on=P9',
		[`${space}/consultations/[slug]/similar ?`]:
			'?on=P9&words=Let+people+leave+a+street+name+and+be+told',
		[`${space}/consultations/[slug]/search ?`]: '?q=works',
		[`${space}/organisations/[slug] slug`]: 'ledger',
		[`${space}/organisations/[slug]/invitation/[token] slug`]: 'ledger',
		[`${space}/work/imports/[id=id] id`]: imported.id,
		[`${desk}/elsewhere/[reference=reference] reference`]: entered.reference,
		[`${desk}/elsewhere/imports/[id=id] id`]: entered.importId,
		[`${desk} slug`]: imported.slug,
		[`${desk}/text slug`]: imported.slug,
		[`${desk}/text/unit slug`]: imported.slug,
		[`${desk}/text/unit ?`]: '?at=2',
		[`${desk}/details slug`]: imported.slug,
		[`${desk}/preview slug`]: imported.slug,
		response: answers.published,
		[`${desk}/answers/new ?`]: `?for=${contribution.reference}`,
		[`${desk}/answers/[response=response] response`]: answers.draft,
		[`${desk}/answers/[response=response]/preview response`]: answers.another,
		[`${desk}/answers/declaration slug`]: 'school-meals',
		tongue: 'fr',
		[`${desk}/languages/[tongue=tongue]/words ?`]: '?at=0',
		[`${space}/consultations/[slug]/[number=number]/translation number`]: 'P24',
		[`${own}/translation reference`]: foreign.reference,
		[`${desk}/invalidations/[id=id] id`]: await anInvalidation(site, consultation.id),
		[`${own}/alike reference`]: await aHead(site, consultation.id),
		// What became of things is to be seen where the example has answers.
		[`${space}/consultations/[slug]/answers slug`]: 'school-meals',
		[`${space}/consultations/[slug]/answers/report slug`]: 'school-meals',
		[`${space}/consultations/[slug]/answers/report.pdf slug`]: 'school-meals',
		[`${space}/consultations/[slug]/export/document.docx slug`]: 'school-meals',
		[`${space}/work/themes/[slug] slug`]: sorted.theme,
		[`${desk}/answers/groups/[id=id] id`]: sorted.group,
		[`${desk}/answers/groups/searches/[id=id] id`]: sorted.search,
		...Object.fromEntries(
			['', '/unit/[id=id]', '/addition', '/publication', '/round'].map((page) => [
				`${desk}/versions${page} slug`,
				'school-meals'
			])
		),
		[`${desk}/versions/unit/[id=id] id`]: await aNextVersion(site, 'school-meals'),
		[`${desk}/announcement slug`]: imported.slug
	};
}

const text =
	'Benches\n\nEvery square has a bench.\n\nIt stands in the shade. It is painted green.\n\nFountains work.';

/** A remark that a moderator refused: its author may appeal. */
async function aRefused(site: Site, author: Key): Promise<string> {
	const reference = await aRemark(site, author, 'P8');
	const path = `/en/arcadia/contributions/${reference}/moderation`;
	const staff = await signedIn('leila', site);
	const form = await staff.formOn(path, 'facts');
	const decision = { act: 'refuse', rule: 'subject', facts: 'A sample.' };
	const { status } = await staff.submit(form, decision);
	if (status !== 200) throw new Error(`A refusal is answered ${status}.`);
	return reference;
}

/** The draft of a next version; answers one of its units. */
async function aNextVersion(site: Site, slug: string): Promise<string> {
	const staff = await signedIn('marisol', site);
	const path = `/en/arcadia/work/consultations/${slug}/versions`;
	const { status } = await staff.post(`${path}?/start`, new URLSearchParams());
	if (status !== 303) throw new Error(`Starting a version is answered ${status}.`);
	const { unitId } = await site.db
		.selectFrom('unitText as t')
		.innerJoin('consultation as c', 'c.versionId', 't.versionId')
		.select('t.unitId')
		.where('c.slug', '=', slug)
		.where('t.number', '=', 1)
		.executeTakeFirstOrThrow();
	return unitId;
}

/** A published response, and two drafts: one to be thrown away. */
async function someAnswers(site: Site, answered: string) {
	const staff = await signedIn('rafael', site);
	const base = '/en/arcadia/work/consultations/open-works/answers';
	const begun = async () => {
		const form = await staff.formOn(`${base}/new?for=${answered}`, 'replies');
		const { headers } = await staff.submit(form, {});
		const reference = /R-\w{6}/.exec(String(headers.location))?.[0];
		if (!reference) throw new Error('A draft was not begun.');
		return reference;
	};
	const [draft, another, published] = [await begun(), await begun(), await begun()];
	const words = ['input', 'consideration', 'influence', 'reasons', 'beyond', 'decidedBy'];
	const { status } = await staff.post(
		`${base}/${published}?/publish`,
		new URLSearchParams({
			...Object.fromEntries(words.map((name) => [name, `The ${name} of a sample.`])),
			...{ revision: '1', kind: 'not_included', lang: 'en' }
		})
	);
	if (status !== 303) throw new Error(`Publishing is answered ${status}.`);
	return { draft, another, published };
}

/** A theme, a group and a search for more of them. */
async function someSorting(site: Site, reference: string) {
	const staff = await signedIn('rafael', site);
	const base = '/en/arcadia/work/consultations/open-works/answers';
	const end = ({ headers }: { headers: Record<string, unknown> }) =>
		String(headers.location).split(/[?#]/)[0]?.split('/').at(-1) ?? '';
	const themes = '/en/arcadia/work/themes';
	const theme = await staff.submit(await staff.formOn(themes, 'name-en'), {
		'name-en': 'A sample'
	});
	const form = await staff.formOn(`${base}/${reference}`, 'title');
	await staff.submit(form, { title: 'A sample group' });
	const search = await staff.submit(await staff.formOn(`${base}/groups`, /search/));
	const { id: group } = await site.db
		.selectFrom('contributionGroup')
		.select('id')
		.where('title', '=', 'A sample group')
		.orderBy('at', 'desc')
		.executeTakeFirstOrThrow();
	return { theme: end(theme), group, search: end(search) };
}

async function anImport(site: Site) {
	const staff = await signedIn('rafael', site);
	const form = await staff.formOn('/en/arcadia/work/imports/new', 'text');
	const { headers } = await staff.submit(form, { text, language: 'en' });
	const id = String(headers.location).split('/').at(-1) ?? '';
	for (let step = 0; step < 100; step++) {
		const row = await site.db
			.selectFrom('import')
			.innerJoin('consultation', 'consultation.id', 'import.consultationId')
			.select('slug')
			.where('import.id', '=', id)
			.where('import.state', '=', 'ready')
			.executeTakeFirst();
		if (row) return { id, slug: row.slug };
		await new Promise((resume) => setTimeout(resume, 100));
	}
	throw new Error(`The import ${id} is never ready.`);
}

async function aRemark(site: Site, author: Key, on = 'P7'): Promise<string> {
	const client = await signedIn(author, site);
	const path = `/en/arcadia/consultations/open-works/remark?on=${on}`;
	const { headers, status } = await client.submit(await client.formOn(path, 'body'), {
		body: 'A sample.'
	});
	const reference = /C-\w{6}/.exec(String(headers.location))?.[0];
	if (!reference) throw new Error(`A remark is answered ${status}.`);
	return reference;
}

/** A wave that somebody described and nobody decided about. */
async function anInvalidation(site: Site, consultationId: string): Promise<string> {
	const id = newId();
	const { db } = site;
	const asker = await db
		.selectFrom('person')
		.select('id')
		.where('email', '=', addressOf('marisol'))
		.executeTakeFirstOrThrow();
	const { spaceId } = await db
		.selectFrom('consultation')
		.select('spaceId')
		.where('id', '=', consultationId)
		.executeTakeFirstOrThrow();
	const condition = {
		...{ from: '2027-01-01T10:00:00Z', to: '2027-01-01T11:00:00Z', accountsFrom: null },
		...{ accountsTo: null, domain: 'wave.example', guests: false, like: null, units: [3] },
		takes: ['votes']
	};
	const counts = { people: 40, votes: 40, supports: 0, contributions: 0 };
	await db
		.insertInto('invalidation')
		.values({
			...{ id, spaceId, consultationId, askedBy: asker.id, askedAt: new Date() },
			...{ rule: 'honesty', facts: 'Forty accounts within a minute.', lang: 'en', ...counts },
			condition: JSON.stringify(condition)
		})
		.execute();
	return id;
}

/** A remark under which another stands that says the same. */
async function aHead({ db }: Site, consultationId: string): Promise<string> {
	const [head, other] = await db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('consultationId', '=', consultationId)
		.where('place', '=', 'whole')
		.where('depth', '=', 0)
		.where('kind', '=', 'comment')
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.orderBy('receivedAt')
		.limit(2)
		.execute();
	if (!head || !other) throw new Error('The example says too little about the whole.');
	await db
		.updateTable('contribution')
		.set({ alikeOf: head.id })
		.where('id', '=', other.id)
		.execute();
	await db.updateTable('contribution').set({ alikeCount: 1 }).where('id', '=', head.id).execute();
	return head.reference;
}

/** A letter somebody entered, and a table of others that is checked. */
async function anEntered(site: Site) {
	const staff = await signedIn('rafael', site);
	const base = '/en/arcadia/work/consultations/open-works/elsewhere';
	const form = await staff.formOn(`${base}/new`, 'body');
	const { headers } = await staff.submit(form, { body: 'Said on the telephone.', unit: 'P7' });
	const reference = /C-\w{6}/.exec(String(headers.location))?.[0] ?? '';
	const consultation = await site.db
		.selectFrom('consultation')
		.select(['id', 'language'])
		.where('slug', '=', 'open-works')
		.executeTakeFirstOrThrow();
	const { id: byId } = await site.db
		.selectFrom('person')
		.select('id')
		.where('email', '=', addressOf('rafael'))
		.executeTakeFirstOrThrow();
	const importId = newId();
	await site.db
		.insertInto('contributionImport')
		.values({
			...{ id: importId, consultationId: consultation.id, lang: consultation.language },
			...{ fileName: 'letters.csv', channel: 'letter', consent: 'named', state: 'checked' },
			...{ receivedOn: sql<Date>`current_date`, byId },
			...{ header: '["body","unit"]', columns: '{"body":0,"unit":1}' },
			...{ rows: 2, faults: 1, notes: 1 }
		})
		.execute();
	await site.db
		.insertInto('contributionImportRow')
		.values([
			{
				...{ importId, line: 2, cells: '["More benches.","P999"]', faults: '[]' },
				notes: '[{"code":"outside","value":"P999"}]'
			},
			{ ...{ importId, line: 3, cells: '["",""]', notes: '[]' }, faults: '[{"code":"empty"}]' }
		])
		.execute();
	return { reference, importId };
}
