import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { notes, plain, type Unit } from '../unit.ts';
import { nothing } from './findings.ts';
import type { Outcome } from './outcome.ts';
import { parse } from './parse.ts';

export const samples = new URL('../../../../tests/samples/', import.meta.url);

async function sample(name: string): Promise<Extract<Outcome, { ok: true }>> {
	const outcome = await parse(
		{ content: await readFile(new URL(name, samples)), fileName: name },
		() => undefined
	);
	if (!outcome.ok) throw new Error(JSON.stringify(outcome.obstacle));
	return outcome;
}

const shape = (unit: Unit) => ({
	kind: unit.kind,
	level: unit.kind === 'heading' ? unit.level : null,
	lang: unit.lang,
	text: plain(unit),
	notes: notes(unit).length,
	list: unit.kind === 'list' ? listShape(unit.body) : null,
	table: unit.kind === 'table' ? unit.body.head.length : null
});

type Listing = Extract<Unit, { kind: 'list' }>['body'];

const listShape = (list: Listing): unknown => ({
	marker: list.marker,
	start: list.start,
	items: list.items.map(({ parts }) =>
		parts.map((part) => ('list' in part ? listShape(part.list) : 'text'))
	)
});

for (const name of ['structures', 'ogp-handbook'])
	test(`${name} comes out alike from Markdown, HTML and Word`, async () => {
		const [markdown, html, word] = await Promise.all(
			['md', 'html', 'docx'].map((format) => sample(`${name}.${format}`))
		);
		expect(html?.units.map(shape)).toEqual(markdown?.units.map(shape));
		expect(word?.units.map(shape)).toEqual(markdown?.units.map(shape));
		expect([html?.language, word?.language]).toEqual([markdown?.language, markdown?.language]);
	});

for (const name of ['structures', 'ogp-handbook'])
	test(`${name} is the same from OpenDocument as from Word, to the last run`, async () => {
		const [word, open] = await Promise.all([sample(`${name}.docx`), sample(`${name}.odt`)]);
		expect(open).toEqual(word);
	});

test('structures has the parts its author wrote', async () => {
	const { title, language, units, warnings } = await sample('structures.docx');
	expect({ title, language, warnings }).toEqual({
		title: 'Draft rules on open public works',
		language: 'en',
		warnings: []
	});
	const [, first, , , list, bullets, , table] = units;
	expect(first && plain(first)).toMatch(
		/they own\. \[From the first plan: that is, before money is asked for\.\]$/
	);
	expect(list?.kind === 'list' && list.body.marker !== 'bullet' && list.body.items.length).toBe(3);
	expect(list && plain(list).split('\n')).toHaveLength(6);
	expect(bullets?.kind === 'list' && bullets.body.marker !== 'bullet').toBe(false);
	expect(table && plain(table).split('\n')).toEqual([
		'Thresholds by kind of work',
		'Kind of work\tThreshold\tNotice',
		'Building\t250,000\t28 days',
		'Road\t100,000\t14 days',
		'Upkeep, per year\t20,000\t7 days'
	]);
	expect(units.filter(({ lang }) => lang === 'ar')).toHaveLength(2);
	expect(units.filter(({ lang }) => lang === 'ru')).toHaveLength(2);
});

test('the handbook says where it looks like a list of contents, and loses nothing of it', async () => {
	const { units, warnings } = await sample('ogp-handbook.docx');
	expect(units).toHaveLength(267);
	expect(warnings).toEqual([{ code: 'looks_like_contents', units: [9, 10, 11, 12] }]);
	expect(nothing().contentsLines).toBe(0);
});
