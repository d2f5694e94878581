import { expect, test } from 'vitest';
import { headings, item, p, r, style, wordFile, type Parts } from '#tests/samples/word.ts';
import { plain } from '../../unit.ts';
import type { Outcome } from '../outcome.ts';
import { parse } from '../parse.ts';

const outcome = (body: string, parts?: Parts) =>
	parse({ content: wordFile(body, parts), fileName: 'draft.docx' }, () => undefined);

async function split(body: string, parts?: Parts): Promise<Extract<Outcome, { ok: true }>> {
	const result = await outcome(body, parts);
	if (!result.ok) throw new Error(JSON.stringify(result.obstacle));
	return result;
}

async function told(body: string, parts?: Parts): Promise<string[]> {
	const { units } = await split(body, parts);
	return units.map(
		(unit) => `${unit.kind === 'heading' ? `h${unit.level}` : unit.kind}: ${plain(unit)}`
	);
}

const level = (at: number, format: string, text: string, left = 720 * (at + 1)) =>
	`<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:pPr><w:ind w:left="${left}"/></w:pPr></w:lvl>`;
const numbering =
	`<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '•')}${level(1, 'bullet', '–')}</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2">${level(0, 'decimal', '%1')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="3">${level(0, 'decimal', 'Article %1')}</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="4">${level(0, 'bullet', '•', 1440)}</w:abstractNum>` +
	[0, 1, 2, 3, 4]
		.map((id) => `<w:num w:numId="${id + 1}"><w:abstractNumId w:val="${id}"/></w:num>`)
		.join('') +
	`<w:num w:numId="9"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`;

test('headings are known by outline, in whatever language Word spoke', async () => {
	const styles = `${headings}<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My Section"/><w:basedOn w:val="Titre2"/></w:style>`;
	const body =
		p('Un', style('Titre1')) + p('Deux', style('Mine')) + p('Trois', '<w:outlineLvl w:val="8"/>');
	expect(await told(`${body}${p('texte')}`, { styles })).toEqual([
		'h1: Un',
		'h2: Deux',
		'h6: Trois',
		'paragraph: texte'
	]);
});

test('numbers that Word shows before headings and clauses are written out', async () => {
	const body =
		p('Scope', style('Titre1') + item(3)) +
		p('Aim', style('Titre2') + item(3, 1)) +
		p('Means', style('Titre2') + item(3, 1)) +
		p('Ends', style('Titre1') + item(3)) +
		p('Every act is public.', item(4)) +
		p('Every vote counts.', item(4));
	expect(await told(body, { numbering })).toEqual([
		'h1: 1 Scope',
		'h2: 1.1 Aim',
		'h2: 1.2 Means',
		'h1: 2 Ends',
		'paragraph: Article 1 Every act is public.',
		'paragraph: Article 2 Every vote counts.'
	]);
});

test('numbered paragraphs become one list with what is nested in it', async () => {
	const body =
		p('one', item(1)) +
		p('') +
		p('two', item(1)) +
		p('two a', item(1, 1)) +
		p('by hand', item(5)) +
		p('more on two', '<w:ind w:left="720"/>') +
		p('three', item(1)) +
		p('again', item(9)) +
		p('after') +
		p('second', item(9));
	const { units } = await split(body, { numbering });
	expect(units.map(({ kind }) => kind)).toEqual(['list', 'list', 'paragraph', 'list']);
	const [first, second, , third] = units;
	expect(first && plain(first)).toBe('one\ntwo\ntwo a\nby hand\nmore on two\nthree');
	expect(first?.kind === 'list' && first.body.items).toHaveLength(3);
	expect([second, third].map((unit) => unit?.kind === 'list' && unit.body.start)).toEqual([1, 2]);
});

test('tracked changes are accepted, counted and told', async () => {
	const tracked = (name: string, text: string) =>
		`<w:${name} w:id="1" w:author="A">${name === 'del' || name === 'moveFrom' ? r(text).replaceAll('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ') : r(text)}</w:${name}>`;
	const body =
		p(`${r('We ')}${tracked('del', 'may ')}${tracked('ins', 'shall ')}${r('publish.')}`) +
		p(`${tracked('moveFrom', 'gone')}${r('stays')}`) +
		p(tracked('moveTo', 'came')) +
		p(r('bold', '<w:b/><w:rPrChange w:id="4"><w:rPr><w:vanish/></w:rPr></w:rPrChange>')) +
		`<w:p><w:pPr><w:rPr><w:del w:id="7" w:author="A"/></w:rPr></w:pPr>${r('joined ')}</w:p>${p('up')}`;
	const { units, warnings } = await split(body);
	expect(units.map(plain)).toEqual(['We shall publish.', 'stays', 'came', 'bold', 'joined up']);
	expect(warnings).toContainEqual({
		code: 'tracked_changes_accepted',
		insertions: 1,
		deletions: 1,
		moves: 1,
		formatting: 1
	});
});

test('notes go with the unit that calls them, wherever it calls', async () => {
	const note = (id: number, text: string) =>
		`<w:footnote w:id="${id}"><w:p><w:r><w:footnoteRef/></w:r>${r(` ${text}`)}</w:p></w:footnote>`;
	const call = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
	const body =
		p(`${r('First')}${call(3)}${r(' and')}${call(2)}${r('.')}`) +
		p(`${r('item')}${call(2)}`, item(2)) +
		`<w:tbl><w:tr><w:tc>${p(`${r('cell')}${call(4)}`)}</w:tc><w:tc>${p('b')}</w:tc></w:tr></w:tbl>`;
	const footnotes = note(2, 'two') + note(3, 'three') + note(4, 'four');
	expect(await told(body, { footnotes, numbering })).toEqual([
		'paragraph: First and. [three] [two]',
		'list: item [two]',
		'table: cell [four]\tb'
	]);
});

test('lists of contents, comments, hidden text and headers stay out, and it is said', async () => {
	const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
	const body =
		p(
			`${field('begin')}<w:r><w:instrText> TOC \\o </w:instrText></w:r>${field('separate')}<w:hyperlink w:anchor="x">${r('Scope')}${r('3')}</w:hyperlink>`
		) +
		p(`<w:hyperlink w:anchor="y">${r('Aim 4')}</w:hyperlink>`) +
		p(field('end')) +
		`<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('Ends 5')}</w:sdtContent></w:sdt>` +
		p(`${r('shown')}${r('secret', '<w:vanish/>')}<w:r><w:commentReference w:id="1"/></w:r>`);
	const { units, warnings } = await split(body, {
		comments: `<w:comment w:id="1">${p('hm')}</w:comment>`
	});
	expect(units.map(plain)).toEqual(['shown']);
	expect(warnings).toEqual(
		expect.arrayContaining([
			{ code: 'contents_left_out', lines: 3 },
			{ code: 'comments_left_out', comments: 1 },
			{ code: 'hidden_text_left_out', places: 1 }
		])
	);
});

test('text boxes, simple fields, formulas and line breaks keep their words', async () => {
	const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p('in a box')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p('in a box')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
	const body =
		p(`${r('beside')}${box}`) +
		p(`<w:fldSimple w:instr="REF a">${r('see 4')}</w:fldSimple><w:r><w:br/></w:r>${r('below')}`) +
		p(`${r('so ')}<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>`);
	expect(await told(body)).toEqual([
		'paragraph: beside',
		'paragraph: in a box',
		'paragraph: see 4 below',
		'paragraph: so a+b'
	]);
});

test('pictures leave their words, nothing else', async () => {
	const picture = (alt: string) =>
		`<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId99"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
	const { units, warnings } = await split(p(`${r('text')}${picture('A bridge')}${picture('')}`));
	expect(units.map((unit) => [unit.kind, plain(unit)])).toEqual([
		['paragraph', 'text'],
		['figure', 'A bridge']
	]);
	expect(warnings).toContainEqual({ code: 'pictures_left_out', pictures: 2, described: 1 });
	expect(await outcome(p(picture('A bridge')))).toEqual({
		ok: false,
		obstacle: { code: 'only_pictures', pictures: 1 }
	});
});

test('tables keep rows and cells, merged and nested ones in words', async () => {
	const cell = (inner: string, properties = '') =>
		`<w:tc><w:tcPr>${properties}</w:tcPr>${inner}</w:tc>`;
	const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
	const inner = `<w:tbl>${row(cell(p('x')), cell(p('y')))}</w:tbl>${p('')}`;
	const body = `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(p('Wide'), '<w:gridSpan w:val="2"/>')}${cell(p('C'))}</w:tr>${row(cell(p('tall'), '<w:vMerge w:val="restart"/>'), cell(inner), cell(p('1') + p('2')))}${row(cell(p(''), '<w:vMerge/>'), cell(p('m')), cell(p('n')))}</w:tbl>`;
	const { units, warnings } = await split(body);
	expect(units.map(plain)).toEqual(['Wide\t\tC\ntall\tx y\t1 2\n\tm\tn']);
	expect(warnings.map(({ code }) => code)).toEqual([
		'nested_tables_flattened',
		'merged_cells_split',
		'language_unknown'
	]);
});

test('right-to-left text has its language, and marked languages are believed if the words agree', async () => {
	const french = 'Le texte de la loi est pour tous les citoyens et pour les villes du pays.';
	const english =
		'The text of the law is for all of the citizens and for the cities of this country.';
	const marked = (text: string, lang: string) => p(r(text, `<w:lang w:val="${lang}"/>`));
	const body =
		p(english) +
		marked(french, 'fr-FR') +
		marked(english, 'fr-FR') +
		p(r('حق الوصول', '<w:rtl/>'), '<w:bidi/>');
	const { units, language } = await split(body);
	expect(language).toBe('en');
	expect(units.map(({ lang }) => lang)).toEqual(['en', 'fr', 'en', 'ar']);
});

test('a title above the text is the title, whatever picture stands over it', async () => {
	const styles = `${headings}<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="S"><w:name w:val="Subtitle"/></w:style>`;
	const { title, units, warnings } = await split(
		p('') + p('Works', style('T')) + p('A draft', style('S')) + p('Body.'),
		{ styles }
	);
	expect([title, units.map(plain)]).toEqual(['Works', ['Body.']]);
	expect(warnings).toContainEqual({ code: 'title_block_left_out', lines: ['A draft'] });
});
