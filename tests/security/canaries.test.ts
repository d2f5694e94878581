/**
 * C2, D3: words nobody but those they are for may read, wherever answering leaves them: each in one place of its own,
 * sought on every page, file and feed that a consultation with answers and versions has, by everyone.
 */

import { strFromU8, unzipSync } from 'fflate';
import { extractText } from 'unpdf';
import { expect, test } from 'vitest';
import { tables } from '#domain/open-data/dictionary.ts';
import type { Answer } from '../journeys/client.ts';
import { db } from '../journeys/site.ts';
import { consultation } from '../journeys/consultation.ts';
import { plant } from './planted.ts';
import { rested } from './rested.ts';
import { actors, type Role } from './roles.ts';

const everyone = await actors('sealed');
const made = await consultation({ slug: 'sealed' });
const { secrets, references, ids } = await plant(made, everyone);

const page = made.path;
const desk = '/en/arcadia/work/consultations/sealed';
const work = '/en/arcadia/work';
const account = '/en/account';
const of = (path: string, tails: readonly string[]) => tails.map((tail) => path + tail);

const contributions = Object.values(references.contributions);
/** Asked for by its own words, it is told by its reference. */
const words = secrets.get('private words')?.word ?? '';
const responses = Object.values(references.responses);
const doors = [
	...of(page, ['', '/print', '/now', '/whole', '/P1', '/P2', '/P2?quote=any', '/P3', '/votes']),
	...of(page, ['/search', '/search?q=canary', '/search?q=remark', '/completions?q=canary']),
	...of(page, ['/similar?on=P1&words=canary+words+of+a+suggestion', '/suggestion?on=P1']),
	...of(page, ['/completions?q=C-', `/search?q=${words}`, `/similar?on=P1&words=Says+${words}.`]),
	...of(page, ['/remark?on=P1', '/share?on=P1', '/invalidations']),
	...of(page, ['/annotations.jsonld', '/annotations.jsonld?page=1', '/annotations.jsonld?page=2']),
	...of(page, ['/answers', '/answers?kind=not_included', '/answers/report']),
	...of(page, ['/answers/report.pdf', '/export', '/export/document.docx']),
	...tables.flatMap((table) => of(page, [`/export/${table}.csv`, `/export/${table}.json`])),
	...of(page, ['/versions', '/versions/1', '/versions/2', '/versions/3', '/versions/1/P1']),
	...of(page, ['/versions/2/P1', '/versions/1/changes', '/versions/2/changes']),
	...of(page, ['/versions/2/changes?from=1', '/versions/3/changes']),
	...of(`/feeds/en/arcadia/sealed`, ['/P1.atom', '/remarks.atom', '/news.atom', '/dates.ics']),
	...['/feeds/en/arcadia/news.atom', `/live/${made.id}`],
	...of('/embed/en/arcadia/sealed', ['/P1', '/overview']),
	...of('/en/arcadia', ['', '/moderation', '/moderation?asked=yes', '/moderation/acts.csv']),
	...of('/en/arcadia', ['/contributions', '/consultations', '/organisations', '/rules']),
	'/en/arcadia/organisations/ledger',
	...of(account, ['', '/data', '/data/everything.json', '/notices', '/peace', '/keys']),
	...of(work, ['', '/contributions', '/answers', '/templates', '/themes', '/reports', '/appeals']),
	...of(work, [
		`/templates?edit=${ids.template}`,
		'/people',
		'/suspensions',
		'/guests',
		'/imports'
	]),
	`${work}/imports/${ids.text}`,
	...of(desk, ['', '/answers', '/answers?answer=any', '/answers?group=out', '/answers/groups']),
	`${desk}/answers/new?group=${ids.secretGroup}`,
	...of(desk, [`/answers/groups/${ids.group}`, `/answers/groups/${ids.secretGroup}`]),
	...of(desk, ['/answers/responses', '/answers/declaration', '/notices', '/preview']),
	...['draft', 'review', 'published'].map((state) => `${desk}/answers/responses?state=${state}`),
	...of(desk, ['/versions', '/versions/publication', '/versions/round', '/versions/addition']),
	...of(desk, [
		`/versions/unit/${made.unit(1)}`,
		...[2, 3].map((n) => `/versions/unit/${made.unit(n)}`)
	]),
	...of(desk, [
		'/elsewhere',
		`/elsewhere/imports/${ids.file}`,
		`/elsewhere/imports/${ids.file}?map`
	]),
	...of(desk, ['/invalidations', ...ids.waves.map((id) => `/invalidations/${id}`)]),
	...contributions.flatMap((reference) => [
		...of(`/en/arcadia/contributions/${reference}`, ['', '/moderation', '/alike', '/peace']),
		...of(`${desk}/answers`, [`/${reference}`, `/new?for=${reference}`]),
		...[`/c/${reference}`, `${desk}/elsewhere/${reference}`]
	]),
	...of(`/en/arcadia/contributions/${references.contributions.alone}`, [
		...['/edit', '/withdrawal', '/support', '/signatures', '/report', '/appeal', '/translation']
	]),
	...responses.flatMap((reference) => [
		...of(`${desk}/answers/${reference}`, ['', '/preview', '/publication']),
		...[`${page}/answers/${reference}`, `/r/${reference}`]
	])
];

/** The words of an answer, whatever they are packed in. */
async function wordsIn({ body, text, headers }: Answer): Promise<string> {
	const type = String(headers['content-type']);
	if (type.startsWith('application/pdf')) {
		const { text: pages } = await extractText(new Uint8Array(body), { mergePages: true });
		return pages;
	}
	if (!type.includes('officedocument')) return text;
	return Object.values(unzipSync(body))
		.map((part) => strFromU8(part))
		.join('\n');
}

test('there are many of them, in as many places', () => {
	expect(secrets.size).toBeGreaterThanOrEqual(80);
	expect(new Set(doors).size).toBe(doors.length);
	expect(doors.length).toBeGreaterThanOrEqual(240);
});

test('each is read by those it is for, and by nobody else, through no door', async () => {
	const read = new Map([...secrets.keys()].map((name) => [name, new Set<string>()]));
	const strayed: string[] = [];
	const ways: Record<string, number> = {};
	const walk = async ([role, { client }]: [Role, (typeof everyone)[Role]]) => {
		for (const [at, path] of doors.entries()) {
			if (at % 10 === 0) await rested();
			const answer = await client.open(path);
			expect(answer.status, `${role} ${path}`).toBeLessThan(500);
			expect(answer.status, `${role} ${path}`).not.toBe(429);
			if (answer.status === 200) ways[path] = (ways[path] ?? 0) + 1;
			const said = await wordsIn(answer);
			for (const [name, { word, by }] of secrets) {
				if (!said.includes(word)) continue;
				// A page that was asked for something repeats it.
				if (decodeURIComponent(answer.path).includes(word) && !by.length) continue;
				if (by.includes(role)) read.get(name)?.add(role);
				else if (!decodeURIComponent(path).includes(word))
					strayed.push(`${role}: ${name} on ${path}`);
			}
		}
	};
	const all = Object.entries(everyone) as [Role, (typeof everyone)[Role]][];
	await Promise.all(all.map(walk));
	expect(strayed).toEqual([]);
	// A door that is shut to everyone proves nothing about what is behind it; some are, and must be.
	expect(Object.keys(ways).length).toBeGreaterThanOrEqual(200);
	const found = Object.fromEntries([...read].map(([name, roles]) => [name, [...roles].sort()]));
	const wanted = Object.fromEntries(
		[...secrets].map(([name, { reads }]) => [name, [...reads].sort()])
	);
	expect(found).toEqual(wanted);
}, 240_000);

test('the short address of an answer in private is there for the secretariat alone', async () => {
	for (const { role, client } of Object.values(everyone)) {
		const { status } = await client.get(`/r/${references.responses.closed}`);
		expect(status, role).toBe(role === 'secretariat' ? 302 : 404);
	}
});

test('no mail carries them to another', async () => {
	const mails = await db.selectFrom('mail').select(['recipient', 'facts']).execute();
	const strayed = mails.flatMap(({ recipient, facts }) =>
		[...secrets].flatMap(([name, { word, by }]) => {
			// What one said was mailed to oneself when it was said.
			const readers: Role[] = ['author', ...by];
			const theirs = readers.some((role) => recipient === everyone[role].viewer?.email);
			return !theirs && JSON.stringify(facts).includes(word) ? [`${name} to ${recipient}`] : [];
		})
	);
	expect(strayed).toEqual([]);
});
