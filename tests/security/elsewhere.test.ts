/** C2, C3, D3: what was received elsewhere and is not for everyone shows through no door; hostile tables stay text. */

import { expect, test } from 'vitest';
import { check } from '#domain/elsewhere/check.server.ts';
import { enter } from '#domain/elsewhere/enter.server.ts';
import { map } from '#domain/elsewhere/map.server.ts';
import { read } from '#domain/elsewhere/read.server.ts';
import { receive } from '#domain/elsewhere/receive.server.ts';
import { withdraw } from '#domain/elsewhere/withdraw.server.ts';
import { csvOf } from '#domain/open-data/csv.ts';
import { consultation, touched } from '../journeys/consultation.ts';
import { db, origin } from '../journeys/site.ts';
import { dangersIn } from './dangers.ts';
import { payloads } from './payloads.ts';
import { actors, type Role } from './roles.ts';

const everyone = await actors('elsewhere');
const { viewer: secretariat, client: staff } = everyone.secretariat;
if (!secretariat) throw new Error('The secretariat is not signed in.');
const by = secretariat;
const made = await consultation({ slug: 'received' });
const work = '/en/arcadia/work/consultations/received/elsewhere';
const today = new Date().toISOString().slice(0, 10);

const canaries = {
	words: 'canary-elsewhere-words-1d7e',
	name: 'canary-elsewhere-name-b02c',
	nameless: 'canary-elsewhere-nameless-44f8',
	contact: 'canary-elsewhere-contact@canary.example',
	source: 'canary-elsewhere-source-9c35',
	gone: 'canary-elsewhere-gone-e6a1',
	row: 'canary-elsewhere-row-720b'
};
type Secret = keyof typeof canaries;
const mayRead: Record<Secret, Role[]> = {
	words: ['secretariat'],
	name: ['secretariat'],
	nameless: [],
	contact: ['chair', 'secretariat'],
	source: ['chair', 'secretariat'],
	gone: [],
	row: ['secretariat']
};

async function entered(change: Partial<Parameters<typeof enter>[3]>) {
	const done = await enter(db, by, made.id, {
		...{ channel: 'letter', day: today, author: '', organisation: '', consent: 'named' },
		...{ on: { kind: 'unit', number: 1 }, kind: 'comment', lang: 'en', body: 'A letter.' },
		...{ source: '', contact: '', ...change }
	});
	if (!done.ok) throw new Error(JSON.stringify(done.obstacle));
	return done.reference;
}

const references = {
	private: await entered({
		consent: 'private',
		body: `Says ${canaries.words}.`,
		author: canaries.name
	}),
	nameless: await entered({ consent: 'nameless', author: canaries.nameless }),
	public: await entered({ contact: canaries.contact, source: canaries.source }),
	gone: await entered({ body: `Says ${canaries.gone}.` })
};
await withdraw(db, by, { consultationId: made.id, reference: references.gone, reason: 'Twice.' });

async function table(text: string, fileName: string) {
	const received = await receive(db, by, made.id, fileName);
	if (!received.ok) throw new Error(received.obstacle.code);
	await read(db, received.id, Buffer.from(text));
	const sent = { channel: 'letter', consent: 'named', day: today, lang: 'en', source: '' };
	const columns = {
		'column.body': '0',
		'column.author': '1',
		'column.unit': '2',
		'column.lang': '3'
	};
	const mapping = { consultationId: made.id, id: received.id, sent: { ...sent, ...columns } };
	await map(db, by, mapping);
	await check(db, received.id, true);
	return received.id;
}
const file = await table(`body,who,place,lang\n${canaries.row},,,\n,,,tlh\n`, 'letters.csv');
await touched(made.id);

const addresses = [
	...['', '/P1', '/whole', '/print', '/search', '/export', '/now'].map((at) => made.path + at),
	...Object.values(canaries).map((word) => `${made.path}/search?q=${encodeURIComponent(word)}`),
	...['csv', 'json'].map((format) => `${made.path}/export/contributions.${format}`),
	...['P1', 'remarks'].map((on) => `/feeds/en/arcadia/received/${on}.atom`),
	'/embed/en/arcadia/received/P1',
	`/live/${made.id}`,
	...Object.values(references).flatMap((reference) => [
		`/en/arcadia/contributions/${reference}`,
		`/en/arcadia/contributions/${reference}/moderation`,
		`${work}/${reference}`
	]),
	...[work, `${work}/new`, `${work}/imports/new`, `${work}/imports/${file}`],
	...[`${work}/imports/${file}?map`, `${work}/imports/${file}?show=notes`],
	...['/en/arcadia/work', '/en/arcadia/work/contributions', '/en/arcadia/work/reports'],
	...['/en/account/data', '/en/arcadia/contributions', '/en/arcadia']
];

test('what is not for everyone is read by those it is for and by nobody else', async () => {
	const found = new Map<Secret, Set<string>>();
	for (const { role, client } of Object.values(everyone))
		for (const path of addresses) {
			const { text, status } = await client.get(path, { accept: 'text/html' });
			expect(status, `${role} ${path}`).toBeLessThan(500);
			for (const [secret, canary] of Object.entries(canaries) as [Secret, string][]) {
				// A page that was asked for a word repeats it.
				if (!text.includes(canary) || path.includes(encodeURIComponent(canary))) continue;
				expect(mayRead[secret], `${role} read ${secret} on ${path}`).toContain(role);
				found.set(secret, (found.get(secret) ?? new Set()).add(role));
			}
		}
	for (const secret of Object.keys(canaries) as Secret[])
		expect([...(found.get(secret) ?? [])].sort(), secret).toEqual([...mayRead[secret]].sort());
});

test('its page says how it came and who entered it; a tombstone says why', async () => {
	const { client } = everyone.anonymous;
	const { text } = await client.get(`/en/arcadia/contributions/${references.nameless}`);
	expect(text).toContain('by letter');
	expect(text).toContain('entered by the secretariat');
	const gone = await client.get(`/en/arcadia/contributions/${references.gone}`);
	expect([gone.status, gone.text.includes('Twice.')]).toEqual([410, true]);
});

test('every payload in a table, its head and its name is text on every page of it', async () => {
	const head = [payloads[0], payloads[1], payloads[2], payloads[3]].map((one) => one?.text ?? '');
	const rows = payloads.map(({ text }) => [text, text.slice(0, 80), text.slice(0, 50), 'en']);
	const faulty = payloads.map(({ text }) => ['Words.', '', '', text.slice(0, 100)]);
	const id = await table(csvOf([head, ...rows, ...faulty]), '<img src=x onerror=alert(1)>.csv');
	const pages = Array.from({ length: 4 }, (_, n) => n + 1);
	for (const path of [
		...pages.map((page) => `${work}/imports/${id}?show=faults&page=${page}`),
		...pages.map((page) => `${work}/imports/${id}?show=notes&page=${page}`),
		...[`${work}/imports/${id}?map`, work]
	]) {
		const { text, status } = await staff.get(path);
		if (status === 404 && path.includes('page=')) continue;
		expect(status, path).toBe(200);
		expect(dangersIn(text, origin), path).toEqual([]);
	}
});
