/** C3: hostile texts in every field that answering has; in pages, files, feeds and mails they stay text. */

import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { send } from '#domain/contribution/send.server.ts';
import { addNote } from '#domain/desk/note.server.ts';
import { newId } from '#domain/identity.ts';
import { refuse } from '#domain/moderation/refuse.server.ts';
import { byReference } from '#domain/response/desk.server.ts';
import { draft } from '#domain/response/draft.server.ts';
import { publish } from '#domain/response/publish.server.ts';
import { keepTemplate } from '#domain/response/template/keep.server.ts';
import { fieldsFrom } from '#domain/response/typed.ts';
import { begin } from '#domain/theme/keep.server.ts';
import { noReasons } from '#domain/version/operation.ts';
import { revise } from '#domain/version/revise.server.ts';
import { startVersion } from '#domain/version/start.server.ts';
import { tables } from '#domain/open-data/dictionary.ts';
import { letterOf } from '#platform/mail.server.ts';
import { typed } from '../answers.ts';
import { read } from '../csv.ts';
import { consultation, moveClock, touched } from '../journeys/consultation.ts';
import { db, origin } from '../journeys/site.ts';
import { paragraph } from '../staff.ts';
import { nextVersion, unitsNow } from '../versions.ts';
import { dangersIn } from './dangers.ts';
import { payloads } from './payloads.ts';
import { actors } from './roles.ts';

const everyone = await actors('hostile-answers');
const there = (viewer: Viewer | null) => {
	if (!viewer) throw new Error('Somebody is not signed in.');
	return viewer;
};
const [desk, author] = [there(everyone.secretariat.viewer), there(everyone.author.viewer)];
const slug = 'hostile-answers';
const made = await consultation({ slug });
const { id: spaceId } = await db
	.selectFrom('space')
	.select('id')
	.where('slug', '=', 'arcadia')
	.executeTakeFirstOrThrow();

/** A bracket that holds nothing would be a gap to fill; what no verb lets in is not written past them. */
const texts = payloads.map(({ text }) =>
	text.replaceAll(/\[[\s.…_]*\]/g, '[x]').replaceAll('\0', '')
);
let at = 0;
/** The next of the corpus, as many as fit. */
function next(limit: number): string {
	let all = '';
	do {
		const one = texts[at % texts.length] ?? '';
		if (all && all.length + one.length + 1 > limit) break;
		all += `${all ? '\n' : ''}${one.slice(0, limit)}`;
		at++;
	} while (all.length < limit - 40);
	return all;
}
const line = (limit: number) => {
	const fits = texts.filter((text) => text.length <= limit && !/[\r\n]/.test(text));
	return fits[at++ % fits.length] ?? '<b>';
};

async function done<T extends { ok: boolean }>(act: Promise<T>): Promise<T & { ok: true }> {
	const outcome = await act;
	if (!outcome.ok) throw new Error(JSON.stringify(outcome));
	return outcome as T & { ok: true };
}
async function said(body: string) {
	const { reference } = await done(
		send(db, author, {
			...{ consultationId: made.id, on: { kind: 'unit', number: 1 }, to: null, as: null },
			...{ kind: 'comment', visibility: 'public', lang: 'en', body }
		})
	);
	const { id } = await db
		.selectFrom('contribution')
		.select('id')
		.where('reference', '=', reference)
		.executeTakeFirstOrThrow();
	return { id, reference };
}
async function answered(to: string, references: { title: string; href: string }[]) {
	const { reference } = await done(
		draft(db, desk, made.id, { to: [to], replies: false, lang: 'en' })
	);
	const { id } = (await byReference(db, null, reference)) ?? { id: '' };
	const words = typed({
		...{ input: next(4900), consideration: next(4900), influence: next(4900) },
		...{ reasons: next(4900), beyond: next(4900), decidedBy: line(190) },
		references: references.map((one) => ({ kind: 'decision', ...one }))
	});
	await done(publish(db, desk, id, { seen: 1, typed: words }));
	return { id, reference };
}

const [one, two] = [await said(next(1900)), await said(next(1900))];
const addresses = [
	'https://a.example/"onmouseover="alert(1)',
	"https://a.example/'-alert(2)-'?b=1"
];
const first = await answered(one.reference, [
	...addresses.map((href) => ({ title: line(190), href })),
	...Array.from({ length: 10 }, () => ({ title: line(190), href: '' }))
]);
const second = await answered(two.reference, []);
const theme = await done(
	begin(db, desk, spaceId, { names: { en: line(60), fr: line(60), ar: line(60) }, basis: 'SECTOR' })
);
const group = newId();
await db
	.insertInto('contributionGroup')
	.values({
		...{ id: group, consultationId: made.id, title: line(190) },
		lang: 'en',
		at: new Date()
	})
	.execute();
await sql`update contribution set group_id = ${group}, grouped_at = clock_timestamp() where id = ${one.id}`.execute(
	db
);
await sql`insert into contribution_theme (contribution_id, theme_id, at)
	select ${one.id}, id, clock_timestamp() from theme where slug = ${theme.slug} and space_id = ${spaceId}`.execute(
	db
);
for (const about of [{ contributionId: one.id }, { groupId: group }, { responseId: second.id }])
	await done(addNote(db, desk, made.id, about, { body: next(1900), lang: 'en' }));
const template = await done(
	keepTemplate(db, desk, spaceId, {
		...{ title: line(110), kind: '', lang: 'en', input: next(900), consideration: next(900) },
		...{ influence: next(900), reasons: next(900), beyond: next(900) }
	})
);
const wave = newId();
await db
	.insertInto('invalidation')
	.values({
		...{ id: wave, spaceId, consultationId: made.id, askedBy: desk.id, askedAt: new Date() },
		...{ approvedBy: author.id, approvedAt: new Date(), carriedAt: new Date() },
		...{ rule: 'honesty', facts: next(900), lang: 'en', people: 9, votes: 9 },
		...{ supports: 0, contributions: 0 },
		condition: JSON.stringify({
			...{ from: '2026-01-01T10:00:00Z', to: '2026-01-01T11:00:00Z', accountsFrom: null },
			...{ accountsTo: null, domain: line(60), guests: false, like: null },
			...{ units: [1], takes: ['votes'] }
		})
	})
	.execute();

const third = await said(next(1900));
const ground = { rule: 'respect' as const, facts: next(900), requestedBy: line(190), lang: 'en' };
await done(refuse(db, desk, { ...third, ...ground, consultationId: made.id }));

// A version that is out, with notes and words of the corpus, and the draft of another.
const units = await unitsNow(db, made.id);
const because = [{ id: one.id }];
await nextVersion(
	db,
	made.id,
	[
		...units.map(({ id, number, unit }) =>
			number === 1
				? {
						...{ id, unit: paragraph(next(1900)) },
						change: { kind: 'change' as const, note: next(1900), because, answers: [first.id] }
					}
				: { id, unit }
		),
		{ unit: paragraph(next(1900)), change: { kind: 'addition' as const, note: next(1900) } }
	],
	{ note: next(4900) }
);
await moveClock(made.id, { closes: '-1 minute' });
await done(startVersion(db, desk, made.id));
const reasons = () => ({ ...noReasons, note: next(1900), noteLang: 'en' });
const unit = made.unit(1);
for (const [seen, operation] of [
	{
		op: 'edit' as const,
		unit,
		as: 'change' as const,
		to: paragraph(next(1900)),
		reasons: reasons()
	},
	{ op: 'add' as const, id: newId(), after: unit, to: paragraph(next(1900)), reasons: reasons() },
	{ op: 'remove' as const, unit: made.unit(2), reasons: reasons() }
].entries())
	await done(revise(db, desk, made.id, { seen, operation }));
await db
	.updateTable('consultation')
	.set({ answeredBecause: next(1900), answeredBy: desk.id, answeredAt: new Date() })
	.where('id', '=', made.id)
	.execute();
await db
	.insertInto('publicAct')
	.values({
		...{ id: newId(), consultationId: made.id, kind: 'answered', body: next(1900), lang: 'en' },
		...{ byId: desk.id, at: new Date() }
	})
	.execute();
await touched(made.id);

const base = made.path;
const work = `/en/arcadia/work/consultations/${slug}`;
const of = (path: string, tails: readonly string[]) => tails.map((tail) => path + tail);
const pages = [
	...of(base, ['', '/P1', '/print', '/answers', '/answers/report', '/export', '/invalidations']),
	...of(base, [`/answers?theme=${theme.slug}`, '/search?q=alert', '/now', '/votes']),
	...of(base, ['/versions', '/versions/1', '/versions/2', '/versions/2/changes', '/versions/2/P1']),
	...[first, second].map(({ reference }) => `${base}/answers/${reference}`),
	...[one, two, third].map(({ reference }) => `/en/arcadia/contributions/${reference}`),
	...['/en/arcadia/moderation', '/en/arcadia/moderation?asked=yes'],
	...['/en/arcadia', '/fr/arcadia', '/ar/arcadia', '/en/mail'],
	...of(base.replace('/en/', '/ar/'), ['/answers', '/versions/2/changes'])
];
const desks = [
	...of(work, [
		'',
		'/answers',
		'/answers?answer=any',
		'/answers/groups',
		`/answers/groups/${group}`
	]),
	...of(`${work}/answers`, [`/${one.reference}`, `/new?for=${one.reference}`, '/responses']),
	...of(`${work}/answers/responses`, ['?state=published']),
	...[first, second].map(({ reference }) => `${work}/answers/${reference}`),
	...of(`${work}/versions`, ['', `/unit/${unit}`, `/unit/${made.unit(2)}`, '/addition']),
	...of(`${work}/versions`, ['/publication']),
	...of(`${work}/invalidations`, ['', `/${wave}`]),
	...of('/en/arcadia/work', ['/templates', `/templates?edit=${template.id}`, '/themes']),
	...of('/en/arcadia/work', [`/themes/${theme.slug}`, '/answers'])
];

test('the whole corpus is in its fields, again and again', () => {
	expect(at).toBeGreaterThanOrEqual(texts.length * 2);
});

test.each([
	['a reader', everyone.anonymous, pages],
	['an author', everyone.author, [...pages, '/en/arcadia/contributions', '/en/account/notices']],
	['the secretariat', everyone.secretariat, [...pages, ...desks]]
])('on the pages of %s they are text', async (_, { client }, paths) => {
	for (const path of paths) {
		const { text, status } = await client.open(path);
		expect(status, path).toBe(200);
		expect(dangersIn(text, origin), path).toEqual([]);
	}
});

test('no address but one of the web becomes a link of an answer', () => {
	for (const href of [...texts, 'javascript:alert(1)', ' \u0001jAvascript:alert(1)', 'data:,x']) {
		const { fields, faults } = fieldsFrom(
			typed({ references: [{ kind: 'decision', title: 'A decision', href }] })
		);
		const [kept] = fields.references;
		if (faults.length === 0) expect(kept?.href ?? '', href).toMatch(/^(https?:\/\/\S+)?$/);
		else expect(faults[0]?.code, href).toBe('no_address');
	}
});

const { client } = everyone.anonymous;
const elements = (xml: string) => {
	const faults: string[] = [];
	const onError = (_: string, message: string) => faults.push(message);
	const tree = new DOMParser({ errorHandler: onError }).parseFromString(xml, 'text/xml');
	expect(faults).toEqual([]);
	return Array.from(tree.getElementsByTagName('*'));
};

test.each(['remarks', 'news', 'P1'])('in the feed of %s they are text', async (feed) => {
	const { text, status } = await client.get(`/feeds/en/arcadia/${slug}/${feed}.atom`);
	expect(status).toBe(200);
	const known =
		'feed id title updated generator author name uri link subtitle rights entry content summary published category contributor icon logo'.split(
			' '
		);
	for (const element of elements(text)) {
		expect(known).toContain(element.tagName);
		const href = element.getAttribute('href');
		if (href) expect(href).toMatch(/^https?:/);
		if (element.getAttribute('type') === 'html')
			expect(dangersIn(element.textContent ?? '', origin)).toEqual([]);
	}
});

test('in annotations they are plain text, and every address is ours', async () => {
	const { text } = await client.get(`${base}/annotations.jsonld?page=1`);
	const walk = (value: unknown, key = ''): void => {
		if (Array.isArray(value)) return value.forEach((inner) => walk(inner, key));
		if (typeof value === 'object' && value !== null) {
			const { format, value: words } = value as { format?: string; value?: string };
			if (format === 'text/html') expect(dangersIn(words ?? '', origin)).toEqual([]);
			for (const [name, inner] of Object.entries(value)) walk(inner, name);
		} else if (/^(id|source|canonical|homepage|next|prev|partOf)$/.test(key))
			expect(String(value)).toMatch(/^(https?|urn):/);
	};
	walk(JSON.parse(text));
	expect(text).toContain('alert(');
});

test.each(tables)('in the table of %s no cell is a formula', async (table) => {
	const { text } = await client.get(`${base}/export/${table}.csv`);
	for (const cell of read(text.replace(/^\uFEFF/, '')).flat())
		expect(cell).not.toMatch(/^\s*[=+@\t\r＝]/);
});

test('in the document of the text they are text, and nothing is loaded', async () => {
	const { body, status } = await client.get(`${base}/export/document.docx`);
	expect(status).toBe(200);
	const files = unzipSync(body);
	expect(Object.keys(files).filter((name) => /vba|embed|activeX/i.test(name))).toEqual([]);
	for (const [name, bytes] of Object.entries(files)) {
		if (!/\.(xml|rels)$/.test(name)) continue;
		for (const element of elements(strFromU8(bytes))) {
			expect(element.tagName, name).not.toMatch(/:(instrText|fldSimple|altChunk|object|script)$/i);
			if (element.getAttribute('TargetMode') !== 'External') continue;
			expect(element.getAttribute('Target')).toMatch(/^(https?:|mailto:)/);
			expect(element.getAttribute('Type')).toMatch(/\/hyperlink$/);
		}
	}
});

test('in the report they are text, and it does nothing', async () => {
	const { body, status } = await client.get(`${base}/answers/report.pdf`);
	expect(status).toBe(200);
	const pdf = await getDocumentProxy(new Uint8Array(body));
	expect(await pdf.getJSActions()).toBeNull();
	expect(await pdf.getOpenAction()).toBeNull();
	expect(await pdf.getAttachments()).toBeNull();
	for (let n = 1; n <= pdf.numPages; n++)
		for (const { url, subtype } of await (await pdf.getPage(n)).getAnnotations()) {
			expect(subtype).toBe('Link');
			if (url) expect(url).toMatch(/^https?:/);
		}
});

test('in mails they are text, in their HTML too', async () => {
	const mails = await db
		.selectFrom('mail')
		.selectAll()
		.where('recipient', 'in', [author.email, desk.email])
		.execute();
	const letters = await Promise.all(
		mails.map((mail) => letterOf(db, { origin, secret: 'a secret of a test' }, mail))
	);
	const html = letters.flatMap((one) => (one ? [one.letter.html] : []));
	expect(html.filter((page) => page.includes('alert(')).length).toBeGreaterThan(1);
	for (const page of html)
		expect(dangersIn(page.replace(/<style>[^]*?<\/style>/, ''), origin)).toEqual([]);
	for (const one of letters) expect(one?.letter.subject ?? '').not.toMatch(/[\r\n]/);
});
