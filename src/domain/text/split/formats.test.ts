import { expect, test } from 'vitest';
import { notes, plain, type Unit } from '../unit.ts';
import type { Format, Outcome } from './outcome.ts';
import { parse } from './parse.ts';

async function split(content: string, format: Format): Promise<Extract<Outcome, { ok: true }>> {
	const outcome = await parse({ content, format, language: 'en' }, () => undefined);
	if (!outcome.ok) throw new Error(JSON.stringify(outcome.obstacle));
	return outcome;
}

const line = (unit: Unit) =>
	`${unit.kind === 'heading' ? `h${unit.level}` : unit.kind}: ${plain(unit)}`;
const markdown = async (text: string) => (await split(text, 'markdown')).units.map(line);
const html = async (text: string) => (await split(text, 'html')).units.map(line);
const pasted = async (text: string) => (await split(text, 'text')).units.map(line);

const marker = (unit: Unit | undefined) =>
	unit?.kind === 'list' ? [unit.body.marker, unit.body.start, unit.body.items.length] : null;

test('lettered, roman and bracketed lists are lists, names with a capital are not', async () => {
	const text =
		'b. two\nc. three\n\nText\n\ni. one\nii. two\n\nText\n\n(a) x\n(b) y\n\nA. Smith said so.\n\nText\na. not a list';
	const { units } = await split(text, 'markdown');
	expect(units.filter(({ kind }) => kind === 'list').map(marker)).toEqual([
		['lower-alpha', 2, 2],
		['lower-roman', 1, 2],
		['lower-alpha', 1, 2]
	]);
	expect(units.slice(-2).map(plain)).toEqual(['A. Smith said so.', 'Text a. not a list']);
});

test('front matter, attributes, divs, inline notes, raised text and code as pandoc has them', async () => {
	const text =
		'---\ntitle: "A: b"\nauthor: Me\n---\n# Head {#id .x}\n\n::: {lang=fr}\nBonjour^[une *note*].\n:::\n\nH~2~O and 2^nd^ ~~gone~~\n\n```\na. code\n  # {#x}\n```\n';
	const { title, units, warnings } = await split(text, 'markdown');
	expect(title).toBe('A: b');
	expect(units.map(line)).toEqual([
		'h1: Head',
		'paragraph: Bonjour. [une note]',
		'paragraph: H2O and 2nd gone',
		'code: a. code\n# {#x}'
	]);
	expect(units[1]?.lang).toBe('fr');
	expect(units[2]?.kind === 'paragraph' && units[2].body.runs[1]).toEqual({ text: '2', sub: true });
	expect(warnings.map(({ code }) => code)).toEqual(['title_block_left_out', 'struck_text_kept']);
});

test('captions are found before, after and under a table', async () => {
	const table = '| a | b |\n|---|---|\n| 1 | 2 |\n';
	expect(
		await markdown(`${table}: under\n\n${table}\nTable: after\n\nText\n\n: before\n\n${table}`)
	).toEqual([
		'table: under\na\tb\n1\t2',
		'table: after\na\tb\n1\t2',
		'paragraph: Text',
		'table: before\na\tb\n1\t2'
	]);
});

test('notes of every dialect of HTML go with their unit', async () => {
	const word =
		'<p>A<a href="#_ftn1" name="_ftnref1">[1]</a>.</p><div><hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Word says.</p></div></div>';
	const other =
		'<p>B<sup id="r1"><a href="#n1">1</a></sup>.</p><ol><li id="n1">Others say. <a href="#r1">↩</a></li></ol>';
	const plainLink = '<p>See <a href="#s2">2</a>.</p><h2 id="s2">Two</h2>';
	expect(await html(word)).toEqual(['paragraph: A. [Word says.]']);
	expect(await html(other)).toEqual(['paragraph: B. [Others say.]']);
	expect(await html(plainLink)).toEqual(['paragraph: See 2.', 'h2: Two']);
});

test('nothing that acts, loads or hides gets in', async () => {
	const { units, warnings } = await split(
		'<script>a()</script><style>p{}</style><iframe src="http://x"></iframe><p onclick="b()">Text <img src="http://x/y.png" onerror="c()" alt="A map"><a href="javascript:d()">e</a> <a href="HTTP://Example.org/a b">f</a><span style="display:none">g</span></p><svg onload="h()"><text>i</text></svg>',
		'html'
	);
	expect(units.map(line)).toEqual(['paragraph: Text e f', 'figure: A map']);
	const [first] = units;
	expect(first?.kind === 'paragraph' && first.body.runs).toEqual([
		{ text: 'Text e ' },
		{ text: 'f', href: 'http://example.org/a%20b' }
	]);
	expect(JSON.stringify(units)).not.toMatch(/onclick|onerror|y\.png|javascript/);
	expect(warnings.map(({ code }) => code)).toEqual([
		'pictures_left_out',
		'active_content_left_out',
		'hidden_text_left_out',
		'links_left_out'
	]);
});

test('quotations keep their paragraphs, frames and links around blocks are no structure', async () => {
	expect(
		await html(
			'<blockquote><p>a</p><p>b</p><ul><li>c</li></ul></blockquote><table><tr><td><h2>d</h2><p>e</p></td></tr></table><a href="https://x.org"><p>f</p></a><div>g<br>h<p></p>&nbsp;</div>'
		)
	).toEqual(['quote: a\nb', 'list: c', 'h2: d', 'paragraph: e', 'paragraph: f', 'paragraph: g h']);
});

test('definitions, pictures with captions and nested lists of bad form are kept', async () => {
	expect(
		await html(
			'<dl><dt>Term</dt><dd>Said of it</dd></dl><figure><img src=x alt="Seen"><figcaption>Told</figcaption></figure><ul><li>a</li><ul><li>b</li></ul></ul>'
		)
	).toEqual(['list: Term\nSaid of it', 'figure: Seen\nTold', 'list: a\nb']);
});

test('what surrounds the text of a page stays out, and it is said', async () => {
	const { title, units, warnings } = await split(
		'<html lang="fr"><title>T</title><body><nav><a href="/">Home</a></nav><p>ad</p><main><div id="toc"><ul><li>x</li></ul></div><p>Texte</p></main>',
		'html'
	);
	expect([title, units.map(plain)]).toEqual(['T', ['Texte']]);
	expect(warnings.map(({ code }) => code)).toEqual(['contents_left_out', 'outside_main_left_out']);
});

test('lists deeper than anyone reads become flat, with every word', async () => {
	const depth = 30;
	const { units, warnings } = await split(
		`${'<ul><li>a'.repeat(depth)}${'</li></ul>'.repeat(depth)}`,
		'html'
	);
	expect(units[0] && plain(units[0])).toBe('a\n'.repeat(depth).trim());
	expect(warnings.map(({ code }) => code)).toContain('deep_lists_flattened');
});

test('pasted text: empty lines part, marks make lists, tabs make tables, long lines join', async () => {
	const long = 'A line that some mail program broke where it ended';
	expect(
		await pasted(
			`One\nline\n\n${long}\nhere.\n\nList:\n- a\n- b\n  more\n\n3. c\n4. d\n\nx\ty\n1\t2\n\na < b and <name>`
		)
	).toEqual([
		'paragraph: One line',
		`paragraph: ${long} here.`,
		'paragraph: List:',
		'list: a\nb more',
		'list: c\nd',
		'table: x\ty\n1\t2',
		'paragraph: a < b and <name>'
	]);
	expect(await pasted('<p>As <b>HTML</b></p><p>two</p>')).toEqual([
		'paragraph: As HTML',
		'paragraph: two'
	]);
});

test('bytes in other encodings are read, and a guess is told', async () => {
	const content = Uint8Array.from([0x63, 0x61, 0x66, 0xe9]);
	const outcome = await parse({ content, fileName: 'a.txt' }, () => undefined);
	expect(outcome.ok && outcome.units.map(plain)).toEqual(['café']);
	expect(outcome.ok && outcome.warnings).toContainEqual({
		code: 'encoding_guessed',
		encoding: 'windows-1252'
	});
	const wide = await parse(
		{ content: Buffer.from('\ufeffцель', 'utf16le'), fileName: 'a.txt' },
		() => undefined
	);
	expect(wide.ok && [wide.language, wide.units.map(plain)]).toEqual(['ru', ['цель']]);
});

test('control and override characters are gone, marks and joiners stay', async () => {
	expect(await pasted('a\u0007b\u202ec\u2066d\u00ade \u00a0 می\u200cخواهم e\u0301')).toEqual([
		'paragraph: abcde می\u200cخواهم é'
	]);
});

test('a note called by two units is told by both', async () => {
	const { units } = await split('a[^1]\n\nb[^1] c[^1]\n\n[^1]: n', 'markdown');
	expect(units.map(plain)).toEqual(['a [n]', 'b c [n]']);
	expect(units.map((unit) => notes(unit).length)).toEqual([1, 1]);
});

test('lists in HTML that Word saved are lists, and its title is the title', async () => {
	const item = (level: number, mark: string, words: string) =>
		`<p class=MsoListParagraph style='margin-left:.5in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp;&nbsp; </span></span><![endif]>${words}</p>`;
	const { title, units } = await split(
		`<html lang="de"><body lang=EN-US><div class=WordSection1><p class=MsoTitle>Rules</p><p class=MsoNormal>Text<o:p></o:p></p>${item(1, '1.', 'one')}${item(2, 'a)', 'below')}${item(1, '2.', 'two')}<p class=MsoNormal>End</p></div>`,
		'html'
	);
	expect([title, units.map(line)]).toEqual([
		'Rules',
		['paragraph: Text', 'list: one\nbelow\ntwo', 'paragraph: End']
	]);
	expect(marker(units[1])).toEqual(['decimal', 1, 2]);
	expect(units.map(({ lang }) => lang)).toEqual(['en', 'en', 'en']);
});

test('tables drawn with dashes or frames, and definitions, are read as pandoc reads them', async () => {
	const simple = '  Right Left\n------- ------\n     12 a | b\n      1 c\n';
	const wide =
		'----------------------\n Name     What it\n          means\n-------- -------------\nFirst    one\n         more\n\nSecond   two\n----------------------\n\n: Said\n';
	const headless = '--- ---\na   b\n--- ---\n';
	const frame = '+---+-----+\n| h | i   |\n+===+=====+\n| 1 | two |\n|   | too |\n+---+-----+\n';
	const terms = 'Term\n:   Said of it\n    and more\n:   Twice\n';
	expect(
		await markdown([simple, wide, headless, frame, terms, 'Text\n\n---\n\nText'].join('\n'))
	).toEqual([
		'table: Right\tLeft\n12\ta | b\n1\tc',
		'table: Said\nName\tWhat it means\nFirst\tone more\nSecond\ttwo',
		'table: a\tb',
		'table: h\ti\n1\ttwo too',
		'list: Term\nSaid of it and more\nTwice',
		'paragraph: Text',
		'paragraph: Text'
	]);
});
