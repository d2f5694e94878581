/** Blocks of pandoc's Markdown that GFM lacks: drawn tables and definitions, rewritten as GFM has it. */

export type Line = { line: string; isCode: boolean };

const plain = (line: string): Line => ({ line, isCode: false });

/** Drawn tables become tables with bars, definitions become HTML around Markdown. */
export function blocks(lines: Line[]): Line[] {
	const found: Line[] = [];
	for (let at = 0; at < lines.length;) {
		const block = gridTable(lines, at) ?? ruledTable(lines, at) ?? definition(lines, at);
		if (block) found.push(...block.lines.map(plain));
		else found.push(lines[at] ?? plain(''));
		at += block?.taken ?? 1;
	}
	return found;
}

type Block = { lines: string[]; taken: number };

const textAt = (lines: Line[], at: number): string | null => {
	const entry = lines[at];
	return !entry || entry.isCode ? null : entry.line;
};

/** Lines from here on, as long as they answer. */
function run(lines: Line[], from: number, answers: (line: string) => boolean): string[] {
	const found: string[] = [];
	for (let at = from; ; at++) {
		const line = textAt(lines, at);
		if (line === null || !answers(line)) return found;
		found.push(line);
	}
}

const gridEdge = /^ {0,3}\+([-=:]+\+)+\s*$/;

/** `+---+` above, between and below rows of `| a |`; `+===+` under the head. */
function gridTable(lines: Line[], at: number): Block | null {
	if (!gridEdge.test(textAt(lines, at) ?? '')) return null;
	const drawn = run(lines, at, (line) => /^ {0,3}[+|]/.test(line));
	if (drawn.length < 3 || !gridEdge.test(drawn.at(-1) ?? '')) return null;
	const edges = [...(drawn[0] ?? '').matchAll(/\+/g)].map(({ index }) => index);
	const rows: string[][] = [];
	let row: string[][] = [];
	let heads = 0;
	for (const line of drawn.slice(1)) {
		// A cell that spans rows or columns breaks the frame: then it is left as it is.
		if (gridEdge.test(line)) {
			rows.push(row.map((cell) => cell.join(' ')));
			if (line.includes('=')) heads = rows.length;
			row = [];
		} else {
			if (line.includes('+--')) return null;
			edges.slice(0, -1).forEach((edge, index) => {
				const words = line.slice(edge + 1, edges[index + 1]).trim();
				row[index] = [...(row[index] ?? []), words];
			});
		}
	}
	return { lines: barred(rows, heads), taken: drawn.length };
}

const ruling = /^ *-{2,}(?: +-{2,})+ *$/;
const fullRule = /^ *-{3,} *$/;

/** Columns under a ruling of dashes; rows of several lines are parted by empty ones. */
function ruledTable(lines: Line[], at: number): Block | null {
	const isWide = fullRule.test(textAt(lines, at) ?? '');
	const head = isWide ? run(lines, at + 1, (line) => line.trim() !== '' && !ruling.test(line)) : [];
	const isHeadless = !isWide && ruling.test(textAt(lines, at) ?? '');
	const first = isWide ? head : isHeadless ? [] : [textAt(lines, at) ?? ''];
	const rulingAt = isWide ? at + 1 + head.length : isHeadless ? at : at + 1;
	const rule = textAt(lines, rulingAt);
	if (!rule || !ruling.test(rule) || (!isHeadless && first.join('').trim() === '')) return null;

	const isEnd = (line: string) => fullRule.test(line) || (isHeadless && ruling.test(line));
	const body = run(lines, rulingAt + 1, (line) => !isEnd(line) && (isWide || line.trim() !== ''));
	const end = textAt(lines, rulingAt + 1 + body.length);
	const isClosed = end !== null && isEnd(end);
	if (body.length === 0 || ((isWide || isHeadless) && !isClosed)) return null;

	const starts = [...rule.matchAll(/-+/g)].map(({ index }) => index);
	const cells = (line: string) => columns(line, starts, rule);
	const rows = isWide ? together(body).map((some) => merged(some.map(cells))) : body.map(cells);
	const all = first.length > 0 ? [merged(first.map(cells)), ...rows] : rows;
	const taken = rulingAt + 1 + body.length + (isClosed ? 1 : 0) - at;
	return { lines: barred(all, first.length > 0 ? 1 : 0), taken };
}

/** Words belong to the column they stand under, even if they reach out of it to the left. */
function columns(line: string, starts: number[], rule: string): string[] {
	return starts.map((start, index) => {
		const before = starts[index - 1];
		const edge = before === undefined ? 0 : rule.indexOf(' ', before);
		const next = starts[index + 1];
		const end = next === undefined ? line.length : rule.indexOf(' ', start);
		return line.slice(index === 0 ? 0 : Math.max(edge, 0), end).trim();
	});
}

function together(lines: string[]): string[][] {
	const rows: string[][] = [[]];
	for (const line of lines)
		if (line.trim() === '') rows.push([]);
		else rows.at(-1)?.push(line);
	return rows.filter((row) => row.length > 0);
}

const merged = (lines: string[][]): string[] =>
	(lines[0] ?? []).map((_, index) =>
		lines
			.map((cells) => cells[index] ?? '')
			.join(' ')
			.trim()
	);

/** GFM wants one row of heads; a blank one is no row for us. */
function barred(rows: string[][], heads: number): string[] {
	const width = Math.max(...rows.map((row) => row.length));
	const bar = (row: string[]) =>
		`| ${Array.from({ length: width }, (_, at) => (row[at] ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
	const head = heads > 0 ? merged(rows.slice(0, heads)) : [];
	const rule = `|${' --- |'.repeat(width)}`;
	return ['', bar(head), rule, ...rows.slice(heads).map(bar), ''];
}

const defining = /^ {0,2}[:~](?: {1,3}|\t)(?=\S)/;

/** A line, and right below it `:   what it means`. */
function definition(lines: Line[], at: number): Block | null {
	const term = textAt(lines, at);
	if (!term || !/^ {0,3}[^\s|:~#>+-]/.test(term) || !defining.test(textAt(lines, at + 1) ?? ''))
		return null;
	const said = run(lines, at + 1, (line) => line.trim() !== '');
	const meanings: string[] = [];
	for (const line of said)
		if (defining.test(line)) meanings.push(line.replace(defining, ''));
		else meanings[meanings.length - 1] += `\n${line.trim()}`;
	const html = [`<dt>`, '', term.trim(), '', '</dt>'];
	for (const meaning of meanings) html.push('<dd>', '', ...meaning.split('\n'), '', '</dd>');
	return { lines: ['', '<dl>', ...html, '</dl>', ''], taken: 1 + said.length };
}
