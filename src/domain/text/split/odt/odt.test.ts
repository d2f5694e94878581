import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { h, item, list, odtFile, p, span, type Parts } from '#tests/samples/odt.ts';
import { p as wordParagraph, wordFile } from '#tests/samples/word.ts';
import { plain } from '../../unit.ts';
import type { Outcome } from '../outcome.ts';
import { parse } from '../parse.ts';

const read = (content: Uint8Array) => parse({ content, fileName: 'draft.odt' }, () => undefined);

async function split(body: string, parts?: Parts): Promise<Extract<Outcome, { ok: true }>> {
	const result = await read(odtFile(body, parts));
	if (!result.ok) throw new Error(JSON.stringify(result.obstacle));
	return result;
}

async function told(body: string, parts?: Parts): Promise<string[]> {
	const { units } = await split(body, parts);
	return units.map(
		(unit) => `${unit.kind === 'heading' ? `h${unit.level}` : unit.kind}: ${plain(unit)}`
	);
}

const level = (kind: 'number' | 'bullet', at: number, more: string) =>
	`<text:list-level-style-${kind} text:level="${at}" ${more}/>`;
const lists =
	`<text:list-style style:name="N">${level('number', 1, 'style:num-format="1" style:num-suffix="."')}${level('number', 2, 'style:num-format="a" style:num-suffix=")"')}</text:list-style>` +
	`<text:list-style style:name="B">${level('bullet', 1, 'text:bullet-char="•"')}</text:list-style>` +
	`<text:list-style style:name="A">${level('number', 1, 'style:num-format="1" style:num-prefix="Article "')}</text:list-style>` +
	`<text:list-style style:name="H">${level('number', 1, 'style:num-format="I" style:num-suffix="."')}</text:list-style>`;

test('inserted words stay, deleted ones go, and both are told', async () => {
	const changes = `<text:tracked-changes><text:changed-region><text:insertion/></text:changed-region><text:changed-region><text:deletion>${p('gone')}</text:deletion></text:changed-region><text:changed-region><text:format-change/></text:changed-region></text:tracked-changes>`;
	const { units, warnings } = await split(
		`${changes}${p('We <text:change-start/>shall<text:change-end/> publish<text:change/>.')}`
	);
	expect(units.map(plain)).toEqual(['We shall publish.']);
	expect(warnings).toContainEqual({
		code: 'tracked_changes_accepted',
		insertions: 1,
		deletions: 1,
		moves: 0,
		formatting: 1
	});
});

test('lists nest as they are written, and go on where they say so', async () => {
	const body =
		list('N', item(p('one')) + item(p('two') + `<text:list>${item(p('two a'))}</text:list>`)) +
		list(
			'N',
			item(`<text:list>${item(p('two b'))}</text:list>`) + item(p('three')),
			'text:continue-numbering="true"'
		) +
		p('between') +
		list('N', item(p('four')), 'text:continue-numbering="true"') +
		list('N', item(p('five')), 'text:continue-numbering="false"') +
		list('B', item(p('dot')));
	const { units } = await split(body, { automatic: lists });
	expect(units.map(plain)).toEqual([
		'one\ntwo\ntwo a\ntwo b\nthree',
		'between',
		'four',
		'five',
		'dot'
	]);
	expect(
		units.map((unit) => (unit.kind === 'list' ? [unit.body.marker, unit.body.start] : null))
	).toEqual([['decimal', 1], null, ['decimal', 4], ['decimal', 1], ['bullet', 1]]);
	const [first] = units;
	const nested = first?.kind === 'list' ? first.body.items[1]?.parts[1] : undefined;
	expect(nested && 'list' in nested && [nested.list.marker, nested.list.items.length]).toEqual([
		'lower-alpha',
		2
	]);
});

test('numbers shown before headings and clauses are written out', async () => {
	const outline = `<office:styles><text:outline-style>${[1, 2].map((at) => `<text:outline-level-style text:level="${at}" style:num-format="1" text:display-levels="${at}"/>`).join('')}</text:outline-style></office:styles>`;
	const body =
		h('Scope') +
		h('Aim', 2) +
		h('Means', 2) +
		h('', 2) +
		h('Ends') +
		h('Annex', 1, 'text:is-list-header="true"') +
		list('A', item(p('Every act is public.')) + item(p('Every vote counts.')));
	expect(await told(body, { automatic: lists, styles: outline })).toEqual([
		'h1: 1 Scope',
		'h2: 1.1 Aim',
		'h2: 1.2 Means',
		'h1: 2 Ends',
		'h1: Annex',
		'paragraph: Article 1 Every act is public.',
		'paragraph: Article 2 Every vote counts.'
	]);
	expect(await told(list('H', item(h('First')) + item(h('Second'))), { automatic: lists })).toEqual(
		['h1: I. First', 'h1: II. Second']
	);
});

test('styles say what is emphasis, quotation, code, hidden, struck, or a title', async () => {
	const automatic =
		`<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>` +
		`<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>` +
		`<style:style style:name="T3" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
		`<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>`;
	const styles = `<office:styles><style:style style:name="Quotations" style:family="paragraph"/></office:styles>`;
	const body =
		p('Works', 'Title') +
		p('A draft', 'Subtitle') +
		p(`plain ${span('T1', 'bold')} ${span('T2', 'secret')}${span('T3', 'struck')}`) +
		p('A promise.', 'P1') +
		p('x = 1', 'Preformatted_20_Text');
	const { title, units, warnings } = await split(body, { automatic, styles });
	expect(title).toBe('Works');
	expect(units.map((unit) => [unit.kind, plain(unit)])).toEqual([
		['paragraph', 'plain bold struck'],
		['quote', 'A promise.'],
		['code', 'x = 1']
	]);
	const [first] = units;
	expect(first?.kind === 'paragraph' && first.body.runs).toContainEqual({
		text: 'bold',
		strong: true
	});
	expect(warnings.map(({ code }) => code)).toEqual(
		expect.arrayContaining(['title_block_left_out', 'hidden_text_left_out', 'struck_text_kept'])
	);
});

test('notes, comments, contents, boxes, pictures, formulas and macros', async () => {
	const note = (label: string, text: string) =>
		`<text:note text:note-class="footnote"><text:note-citation>${label}</text:note-citation><text:note-body>${p(text)}</text:note-body></text:note>`;
	const body =
		`<text:table-of-content><text:index-body>${p('Scope 3')}${p('Aim 4')}</text:index-body></text:table-of-content>` +
		p(
			`First${note('1', 'one')} and${note('2', 'two')}.<office:annotation>${p('hm')}</office:annotation>`
		) +
		p(`beside<draw:frame><draw:text-box>${p('in a box')}</draw:text-box></draw:frame>`) +
		p(
			'<draw:frame><draw:image/><svg:desc>A bridge</svg:desc></draw:frame><draw:frame><draw:image/></draw:frame>'
		) +
		p(
			'so <draw:frame><draw:object><math:math><math:mi>a</math:mi><math:mo>+</math:mo><math:mi>b</math:mi><math:annotation>x</math:annotation></math:math></draw:object></draw:frame>'
		) +
		p('<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>end');
	const { units, warnings } = await split(body, {
		extra: { 'Basic/Standard/Module1.xml': strToU8('<x/>') }
	});
	expect(units.map(plain)).toEqual([
		'First and. [one] [two]',
		'beside',
		'in a box',
		'A bridge',
		'so a+b',
		'end'
	]);
	expect(warnings).toEqual(
		expect.arrayContaining([
			{ code: 'contents_left_out', lines: 2 },
			{ code: 'comments_left_out', comments: 1 },
			{ code: 'pictures_left_out', pictures: 2, described: 1 },
			{ code: 'active_content_left_out', places: 2 }
		])
	);
});

test('tables keep rows and cells; what a cell covers is empty', async () => {
	const cell = (text: string, more = '') =>
		`<table:table-cell ${more}>${p(text)}</table:table-cell>`;
	const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
	const body = `<table:table><table:table-header-rows>${row(cell('Wide', 'table:number-columns-spanned="2"'), '<table:covered-table-cell/>')}</table:table-header-rows>${row(cell('a'), cell('b'))}</table:table>`;
	const { units, warnings } = await split(body);
	expect(units.map(plain)).toEqual(['Wide\t\na\tb']);
	expect(units[0]?.kind === 'table' && units[0].body.head.length).toBe(1);
	expect(warnings.map(({ code }) => code)).toContain('merged_cells_split');
});

const manifest = strToU8(
	'<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
);

test.each<[string, Uint8Array, unknown]>([
	[
		'a password',
		odtFile(p('a'), { extra: { 'META-INF/manifest.xml': manifest } }),
		{ code: 'encrypted' }
	],
	[
		'no content',
		zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }),
		{ code: 'damaged' }
	],
	[
		'a spreadsheet',
		odtFile('', { mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
		{ code: 'wrong_type', expected: 'odt', found: 'ods' }
	],
	[
		'Word named so',
		wordFile(wordParagraph('a')),
		{ code: 'wrong_type', expected: 'odt', found: 'docx' }
	],
	[
		'an entity that grows',
		odtFile('', { extra: { 'content.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>') } }),
		{ code: 'damaged' }
	],
	[
		'broken XML',
		odtFile('', { extra: { 'content.xml': strToU8('<office:document-content') } }),
		{ code: 'damaged' }
	],
	['half of a file', odtFile(p('a')).slice(0, 600), { code: 'damaged' }],
	['nothing in it', odtFile(p('')), { code: 'empty' }],
	[
		'boxes in boxes',
		odtFile('<text:section>'.repeat(9_000) + p('x') + '</text:section>'.repeat(9_000)),
		{ code: 'too_deep', limit: 200 }
	],
	[
		'too much of it',
		odtFile(p('one').repeat(3_001)),
		{ code: 'too_many_units', units: 3_001, limit: 3_000 }
	]
])('%s is an obstacle with its fault', async (_, content, obstacle) => {
	expect(await read(content)).toEqual({ ok: false, obstacle });
});
