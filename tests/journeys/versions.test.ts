/** Versions: read, compared, cited; what was said about words that are others now. */

import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId, newReference } from '#domain/identity.ts';
import { placeQuotes } from '#domain/version/place-quotes.server.ts';
import { paragraph } from '#tests/staff.ts';
import { nextVersion, unitsNow, type Change } from '#tests/versions.ts';
import { violations } from './axe.ts';
import { complain, resident, visitor } from './browser.ts';
import { newClient } from './client.ts';
import { consultation, touched } from './consultation.ts';
import { t } from './steps.ts';
import { db, site } from './site.ts';

const markdown = `# Benches

Every square has a bench, and every bench stands in the shade.

Nobody sleeps on a bench.

# Fountains

Each fountain works in summer and is drained in winter.

| Fountain | Litres |
| --- | --- |
| Old market | 40 |
`;

async function said(
	on: { id: string; versionId: string },
	unitId: string,
	body: string,
	more = {}
) {
	const [id, reference] = [newId(), newReference()];
	const row = await db
		.selectFrom('consultation')
		.select(['spaceId'])
		.where('id', '=', on.id)
		.executeTakeFirstOrThrow();
	await db
		.insertInto('contribution')
		.values({
			...{ id, reference, spaceId: row.spaceId, consultationId: on.id, kind: 'comment' },
			...{ place: 'unit', unitId, versionId: on.versionId, authorName: 'Ada', body, lang: 'en' },
			...{ visibility: 'public', receivedAt: sql<Date>`clock_timestamp()` },
			...more
		})
		.execute();
	return { id, reference };
}

/** A text in two versions: words changed, a unit moved, one removed, a cell of a table changed. */
async function changed(slug: string) {
	const made = await consultation({ slug, markdown });
	const on = (number: number, body: string, more = {}) => said(made, made.unit(number), body, more);
	const open = await on(1, 'A roof is no tree.');
	const secret = await on(1, 'canary-secret-cause', { visibility: 'private' });
	const refused = await on(1, 'canary-refused-cause', { state: 'refused' });
	const gone = await on(2, 'Some have nowhere else.');
	const quoted = await on(1, 'Which shade?');
	await db
		.insertInto('quote')
		.values({
			...{ contributionId: quoted.id, exact: 'in the shade', startAt: 49, endAt: 61, lang: 'en' },
			...{ prefix: ' bench, and every bench stands ', suffix: '.' }
		})
		.execute();
	const units = await unitsNow(db, made.id);
	const at = (number: number) => {
		const unit = units.find((one) => one.number === number);
		if (!unit) throw new Error(`There is no P${number}.`);
		return unit;
	};
	const headings = units.filter(({ number }) => number === null);
	const change: Change = {
		...{ kind: 'change', note: 'A roof gives shade as well.' },
		because: [open, secret, refused]
	};
	const table = structuredClone(at(4).unit);
	if (table.kind !== 'table') throw new Error('P4 is a table.');
	table.body.rows = table.body.rows.map(([name]) => [name ?? [], [{ text: '60' }]]);
	const [first, second] = headings;
	if (!first || !second) throw new Error('There are two headings.');
	const { id: versionId } = await nextVersion(
		db,
		made.id,
		[
			{ id: first.id, unit: first.unit },
			{ id: second.id, unit: second.unit },
			{ id: at(4).id, unit: table, change: { kind: 'change', moved: true } },
			{ id: at(3).id, unit: at(3).unit },
			{
				...{ id: at(1).id, change: { ...change, moved: true } },
				unit: paragraph('Every square has a bench, and every bench stands under a roof or a tree.')
			}
		],
		{ removed: { [at(2).id]: { kind: 'removal', because: [gone] } }, note: 'Shade is shade.' }
	);
	await placeQuotes(db, versionId);
	await touched(made.id);
	return { ...made, open, secret, refused, gone, quoted };
}

test('what changed is read in one text and side by side, with the reasons, and leads to who gave them', async () => {
	const { path, open } = await changed('versions-read');
	const page = await visitor({ scripts: false });
	await page.goto(path);
	await page.getByRole('link', { name: t('compare.since_version', { n: 1 }) }).click();
	const row = page.locator('#p3');
	expect(await row.locator('ins').allInnerTexts()).toEqual([
		expect.stringContaining('under a roof')
	]);
	expect(await row.locator('del').innerText()).toContain('in the shade');
	expect(await row.innerText()).toContain(t('compare.row.moved'));
	expect(await row.innerText()).toContain('A roof gives shade as well.');
	expect(await page.locator('#p1 ins').innerText()).toContain('60');
	expect(await page.locator('#was-p2').innerText()).toContain('Nobody sleeps on a bench.');
	await page.getByRole('link', { name: t('compare.view.side') }).click();
	expect(await page.locator('#p3 .side.old').innerText()).not.toContain('roof');
	expect(await page.locator('#p3 .side.young').innerText()).not.toContain('in the shade');
	await page.locator('#p3 .because a').click();
	expect(new URL(page.url()).pathname).toBe(`/en/arcadia/contributions/${open.reference}`);
	expect(await page.locator('.since').innerText()).toContain(
		t('compare.since.changed', { version: 1 })
	);
	await page.locator('.since a').click();
	expect(page.url()).toContain('changes?from=1#p3');
});

test('an earlier version has its address, says which is current, and keeps what was said of what went', async () => {
	const { path, gone, quoted } = await changed('versions-kept');
	const page = await visitor({ scripts: false });
	await page.goto(`${path}/versions/1`);
	expect(await page.locator('link[rel=canonical]').getAttribute('href')).toMatch(
		new RegExp(`${path}$`)
	);
	expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
	expect(await page.locator('.version-head .notice').innerText()).toContain('2');
	expect(await page.locator('#p2').innerText()).toContain('Nobody sleeps on a bench.');
	await page.goto(`${path}/versions/2`);
	expect(await page.locator('meta[name=robots]').count()).toBe(0);
	const went = page.locator('#was-p2');
	await went.locator('summary').click();
	await went.getByRole('link', { name: t('compare.went.said') }).click();
	expect(await page.locator(`#${gone.reference}`).innerText()).toContain('Some have nowhere else.');
	await page.goto(`${path}/whole`);
	expect(await page.locator('.earlier-units a').innerText()).toBe(
		t('compare.unit', { place: 'P2', n: 1 })
	);
	await page.goto(`${path}/P3`);
	const remark = page.locator(`#${quoted.reference}`);
	expect(await remark.innerText()).toContain('in the shade');
	expect(await remark.locator('.since').innerText()).toContain(
		t('compare.since.words', { version: 1 })
	);
});

test('nobody reads a private or refused cause in a comparison or an annotation; addresses without versions are none', async () => {
	const { path, secret, refused } = await changed('versions-secret');
	const reader = newClient(site.origin);
	const changes = `${path}/versions/2/changes`;
	const pages = ['', '?view=side&from=1', '?from=1&all=1'].map((query) => changes + query);
	for (const address of [
		...pages,
		`${path}/versions`,
		`${path}/versions/1`,
		`${path}/versions/2`
	]) {
		const { status, text } = await reader.get(address);
		expect(status, address).toBe(200);
		for (const word of ['canary', secret.reference, refused.reference])
			expect(text, address).not.toContain(word);
	}
	expect((await reader.get(changes)).text).toContain(t('compare.because.private', { count: 1 }));
	const collection = await reader.get(`${path}/annotations.jsonld`);
	expect(collection.headers['content-type']).toBe(
		'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
	);
	const { total, first } = JSON.parse(collection.text) as { total: number; first: string };
	const { text } = await reader.get(new URL(first).pathname + new URL(first).search);
	expect((JSON.parse(text) as { items: unknown[] }).items).toHaveLength(total);
	expect(total).toBe(3);
	expect(text).not.toContain('canary');
	for (const wrong of [
		'versions/3',
		'versions/0',
		'versions/2/changes?from=9',
		'versions/1/changes'
	])
		expect((await reader.get(`${path}/${wrong}`)).status, wrong).toBe(404);
	expect((await reader.get(`${path}/versions/1/changes?from=2`)).headers.location).toBe(
		`${changes}?from=1`
	);
});

test('the pages of versions are for everyone: axe finds nothing, and nothing is pushed sideways', async () => {
	const { path } = await changed('versions-axe');
	const pages = [
		'versions',
		'versions/1',
		'versions/2/changes',
		'versions/2/changes?from=1&view=side'
	];
	for (const visit of [
		{},
		{ colorScheme: 'dark', viewport: { width: 320, height: 640 } }
	] as const) {
		const { page, faults } = await resident(visit);
		for (const one of [...pages, 'versions/1/P2']) {
			await page.goto(`${path}/${one}`);
			expect(await violations(page), one).toEqual([]);
			const wide = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(wide, one).toBe(0);
		}
		complain(faults);
	}
});
