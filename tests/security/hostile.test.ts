/** C3: hostile texts through every form there is; nothing of them becomes more than text on any page. */

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { resident } from '../journeys/browser.ts';
import { newClient, type Answer, type Client } from '../journeys/client.ts';
import { consultation } from '../journeys/consultation.ts';
import { formsOf, type Field, type Form } from '../journeys/forms.ts';
import { signedIn } from '../journeys/people.ts';
import { db, origin, site } from '../journeys/site.ts';
import { dangersIn } from './dangers.ts';
import { atLimit, payloads } from './payloads.ts';

const full = process.env.FULL === '1';
const made = await consultation({ slug: 'hostile' });
const desk = await consultation({ slug: 'hostile-desk' });
const [writer, reporter, staff, judge, stranger] = [
	await signedIn('giulia'),
	await signedIn('dmitri'),
	await signedIn('marisol'),
	await signedIn('rafael'),
	newClient()
];

/** Hours pass between forms: what is asked here is not how often one may send. */
const rested = () => site.pool.query('delete from rate_limit');

test('the corpus is large, and the search for dangers sees them when they are not escaped', () => {
	expect(payloads.length).toBeGreaterThanOrEqual(100);
	const seen = payloads.filter(({ text }) => dangersIn(`<p>${text}</p>`, origin).length > 0);
	expect(seen.length).toBeGreaterThan(70);
	expect(dangersIn('<p><a href="/en">x</a><svg><path d="M0 0"/></svg></p>', origin)).toEqual([]);
	expect(dangersIn('<a href=" java\tscript:x">x</a>', origin)).toHaveLength(1);
});

const today = new Date().toISOString().slice(0, 10);

const typed = new Set([
	'text',
	'textarea',
	'search',
	'url',
	'email',
	'hidden-never',
	'date',
	'time',
	'number',
	'tel'
]);

/** Every field one can type into, filled; of long fields as much of the corpus as fits. */
function filled(
	form: Form,
	round: number,
	keep: Record<string, string> = {}
): Record<string, string> {
	const given: Record<string, string> = {};
	for (const field of form.fields)
		if (typed.has(field.type)) given[field.name] = textFor(field, round);
	for (const field of form.fields)
		if (field.type === 'radio' && !(field.name in given)) given[field.name] = field.value;
	if (form.fields.some(({ name }) => name === 'key')) given.key = randomUUID();
	return { ...given, ...keep };
}

function textFor({ type, most }: Field, round: number): string {
	const from = payloads.slice((round * 13) % payloads.length);
	if (type !== 'textarea')
		return from.find(({ text }) => text.length <= (most ?? 120))?.text ?? '<b>';
	let text = '';
	for (const one of from)
		if (text.length + one.text.length < Math.min(most ?? 1900, 1900)) text += `${one.text}\n`;
	return text;
}

/** Sends every form of a page; what comes back is looked through, accepted or not. */
async function stuff(
	client: Client,
	path: string,
	keep: Record<string, string> = {}
): Promise<number[]> {
	const statuses: number[] = [];
	const rounds = full ? payloads.length : Math.ceil(payloads.length / 13);
	for (let round = 0; round < rounds; round++) {
		const page = await client.open(path);
		const forms = formsOf(page.text, page.path).filter(({ fields }) =>
			fields.some(({ type }) => typed.has(type))
		);
		for (const form of forms) {
			const button = form.buttons.find(({ name }) => name)?.name;
			const answer = await client.submit(form, filled(form, round, keep), button);
			statuses.push(answer.status);
			clean(await client.follow(answer));
		}
		await rested();
	}
	return statuses;
}

function clean(answer: Answer) {
	expect(answer.status, answer.path).toBeLessThan(500);
	expect(dangersIn(answer.text, origin), answer.path).toEqual([]);
}

const reference = await remark(writer, 'A remark to edit, to report and to moderate.');
const sorted = await remark(writer, 'A remark to sort.');
const appealed = await remark(writer, 'A remark to refuse.');
await refuse(appealed);
const fields: [what: string, client: Client, path: string, keep?: Record<string, string>][] = [
	['what a visitor writes before signing in', stranger, `${made.path}/remark?on=P2`, { quote: '' }],
	['words it is said about', stranger, `${made.path}/remark?on=P2`],
	['the address of a sign-in', stranger, '/en/sign-in'],
	['a search', stranger, `${made.path}/search`],
	['an edit', writer, `/en/arcadia/contributions/${reference}/edit`],
	['an account', writer, '/en/account'],
	['a request for an organisation', writer, '/en/arcadia/organisations/request', { website: '' }],
	['a request with a hostile site', writer, '/en/arcadia/organisations/request'],
	['a report', reporter, `/en/arcadia/contributions/${reference}/report`],
	['a decision', staff, `/en/arcadia/contributions/${reference}/moderation`, { act: 'refuse' }],
	[
		'words to take out',
		staff,
		`/en/arcadia/contributions/${reference}/moderation`,
		{ act: 'redact' }
	],
	['an appeal', writer, `/en/arcadia/contributions/${appealed}/appeal`, { lang: 'en' }],
	['the judgement of an appeal', judge, '/en/arcadia/work/appeals'],
	['the filter of the desk', staff, '/en/arcadia/work/consultations/hostile/answers'],
	[
		'a note and the title of a group',
		staff,
		`/en/arcadia/work/consultations/hostile/answers/${sorted}`
	],
	['the names of a theme', staff, '/en/arcadia/work/themes'],
	['a pasted text', staff, '/en/arcadia/work/imports/new'],
	[
		'details',
		staff,
		'/en/arcadia/work/consultations/hostile-draft/details',
		{ slug: 'hostile-draft', 'opensAt.date': '', 'closesAt.date': '', 'responseBy.date': '' }
	],
	['notices', staff, '/en/arcadia/work/consultations/hostile-desk/notices', { number: '' }],
	['an extension', staff, '/en/arcadia/work/consultations/hostile-desk/extension'],
	['a change of rules', staff, '/en/arcadia/work/consultations/hostile-desk/rule-change'],
	[
		'what was received elsewhere',
		staff,
		'/en/arcadia/work/consultations/hostile-desk/elsewhere/new',
		{ ...{ day: today, contact: '', unit: '', section: '' }, ...{ consent: 'named', lang: 'en' } }
	],
	['a role', staff, '/en/arcadia/work/people'],
	['an organisation', staff, '/en/arcadia/organisations/merle', { decision: 'refuse' }],
	['a cancellation', staff, '/en/arcadia/work/consultations/hostile-desk/cancellation']
];

await consultation({ slug: 'hostile-draft', draft: true });

async function refuse(of: string) {
	const form = await staff.formOn(`/en/arcadia/contributions/${of}/moderation`, 'facts');
	const asked = { asked: payloads[0]?.text.slice(0, 200) ?? '', law: '<b>' };
	await staff.submit(form, {
		act: 'refuse',
		rule: 'unlawful',
		facts: 'So <i>it</i> is.',
		...asked
	});
}

test('the register of moderation and what stands in it are text', async () => {
	for (const path of ['moderation?asked=yes', `contributions/${appealed}`])
		clean(await stranger.open(`/en/arcadia/${path}`));
});

test.each(fields)('%s comes back as text', async (_, client, path, keep = {}) => {
	expect((await stuff(client, path, keep)).length).toBeGreaterThan(0);
});

test('every payload is sent as a remark, by authors who are called by it', async () => {
	const refused: string[] = [];
	for (const { n, text } of [...payloads, ...atLimit(5000)]) {
		if (full || n % 4 === 0) {
			const form = formsOf((await writer.open('/en/account')).text, '/en/account').find(
				({ action }) => action.includes('profile')
			);
			if (form) clean(await writer.follow(await writer.submit(form, { name: text.slice(0, 80) })));
		}
		await remark(writer, text).catch((error: Error) => refused.push(`${n}: ${error.message}`));
		if (n % 15 === 0) await rested();
	}
	expect(refused).toEqual([]);
	const kept = await db
		.selectFrom('contribution')
		.select('id')
		.where('consultationId', '=', made.id)
		.execute();
	expect(kept.length).toBeGreaterThanOrEqual(payloads.length + 6);
});

const pages = [1, 2, 3, 4, 5, 6, 7, 8];
const views = [
	made.path,
	`${made.path}/print`,
	`${made.path}/search?q=alert`,
	`${made.path}/search?q=img`,
	`${made.path}/export`,
	desk.path,
	...pages.map((page) => `${made.path}/P1?page=${page}`),
	`/en/arcadia/contributions/${reference}`,
	'/en/arcadia',
	'/en/arcadia/consultations',
	'/en/arcadia/organisations',
	'/en/account',
	'/en/pending',
	'/en/mail',
	'/en/arcadia/contributions'
];
const desks = [
	'/en/arcadia/work',
	'/en/arcadia/work/contributions',
	'/en/arcadia/work/consultations',
	'/en/arcadia/work/imports',
	'/en/arcadia/work/people',
	'/en/arcadia/work/reports',
	'/en/arcadia/organisations',
	'/en/arcadia/work/consultations/hostile-desk',
	'/en/arcadia/work/consultations/hostile-draft',
	'/en/arcadia/work/consultations/hostile-draft/details',
	'/en/arcadia/work/consultations/hostile-desk/notices',
	'/en/arcadia/work/consultations/hostile-desk/elsewhere',
	`/en/arcadia/contributions/${reference}/moderation`
];

/** The texts that came in as documents: their review, and their preview as the public would see it. */
async function drafts(): Promise<string[]> {
	const rows = await db
		.selectFrom('import')
		.innerJoin('consultation', 'consultation.id', 'import.consultationId')
		.select(['slug', 'import.id'])
		.where('import.state', '=', 'ready')
		.where('language', 'is not', null)
		.orderBy('import.createdAt', 'desc')
		.limit(full ? 200 : 3)
		.execute();
	return rows.flatMap(({ slug, id }) => [
		`/en/arcadia/work/imports/${id}`,
		...['text', 'preview', 'details', 'announcement'].map(
			(part) => `/en/arcadia/work/consultations/${slug}/${part}`
		)
	]);
}

async function stories(): Promise<string[]> {
	const rows = await db
		.selectFrom('contribution')
		.select('reference')
		.where('consultationId', '=', made.id)
		.orderBy('receivedAt')
		.execute();
	return rows.map((row) => `/en/arcadia/contributions/${row.reference}`);
}

test('no page holds anything of them but text', async () => {
	for (const path of [...views, ...(await stories())]) {
		clean(await stranger.open(path));
		if (full || !path.includes('/contributions/C-')) clean(await writer.open(path));
	}
	for (const path of [...desks, ...(await drafts())]) clean(await staff.open(path));
});

test('text in an address is text on the page', async () => {
	for (const { text } of payloads) {
		const said = encodeURIComponent(text);
		for (const path of [
			`/en/arcadia/consultations/${said}`,
			`/en/sign-in?to=${said}&act=${said}`,
			`${made.path}?page=${said}`,
			`${made.path}/search?q=${said}&kind=${said}&lang=${said}`,
			`/${said}`,
			`${made.path}/remark?on=${said}&to=${said}`,
			`/en/refusal/404?id=${said}`
		])
			clean(await stranger.get(path));
	}
});

test.each([
	['as they are', false],
	['without their policy', true]
])('in Chromium, pages %s run nothing', async (_, bypassCSP) => {
	const ran: string[] = [];
	const look = async (client: Client, paths: string[]) => {
		const { page, faults } = await resident({ bypassCSP });
		page.on('dialog', (dialog) => {
			ran.push(`${page.url()}: ${dialog.message()}`);
			void dialog.dismiss();
		});
		page.on('request', (request) => {
			// A draft may be named after what was typed: its own address is no beacon.
			const { host, pathname } = new URL(request.url());
			if (host.includes('beacon') || pathname.startsWith('/beacon'))
				ran.push(`${page.url()}: ${request.url()}`);
		});
		const cookies = [...client.jar].map(([name, value]) => ({ name, value, url: client.origin }));
		await page.context().addCookies(cookies);
		for (const path of paths) {
			await page.goto(path);
			for (const fold of await page.locator('details:not([open]) > summary').all())
				if (full) await fold.click();
			await page.mouse.move(400, 400);
		}
		await page.context().close();
		expect(faults).toEqual([]);
	};
	const all = await stories();
	await look(
		stranger,
		full ? [...views, ...all] : [...views.slice(0, 9), ...all.filter((_, at) => at % 40 === 0)]
	);
	await look(
		staff,
		full ? [...desks, ...(await drafts())] : [...desks.slice(0, 6), ...(await drafts()).slice(0, 5)]
	);
	expect(ran).toEqual([]);
});

test('the hooks see what does run', async () => {
	const { page, faults } = await resident({ bypassCSP: true });
	const ran: string[] = [];
	page.on('dialog', (dialog) => {
		ran.push(dialog.message());
		void dialog.dismiss();
	});
	await page.goto('/en');
	await page.setContent('<img src="x:x" onerror="alert(7)">');
	await expect.poll(() => ran).toEqual(['7']);
	expect(faults.length).toBeGreaterThan(0);
	await page.context().close();
});

async function remark(client: Client, body: string): Promise<string> {
	const path = `${made.path}/remark?on=P1`;
	const { headers, status } = await client.post(path, {
		key: randomUUID(),
		body,
		kind: 'comment',
		lang: 'en',
		as: '',
		visibility: 'public'
	});
	const found = /C-\w{6}/.exec(String(headers.location))?.[0];
	if (!found) throw new Error(`A remark is answered ${status}.`);
	return found;
}
