/** The splitting itself, from bytes to units, in the thread that calls it. */

import { collapse } from '../characters.ts';
import { tag, unknown } from '../language.ts';
import { dir, plain, type Unit } from '../unit.ts';
import { markOf, rough } from './blocks.ts';
import { decode } from './decode.ts';
import { readDocx } from './docx/read.ts';
import { nothing, told, type Findings } from './findings.ts';
import { contentsLike, finish, longUnits } from './finish.ts';
import { readHtml, type Reading } from './html.ts';
import { readMarkdown } from './markdown.ts';
import { asMarked } from './marked.ts';
import { noteTexts } from './note-text.ts';
import { readOdt } from './odt/read.ts';
import { limits, stoppedBy, type Format, type Outcome, type Source, type Tell } from './outcome.ts';
import { readPasted } from './pasted.ts';
import { sniff } from './sniff.ts';

export async function parse(source: Source, tell: Tell): Promise<Outcome> {
	const { content, fileName, format } = source;
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	if (bytes.length > limits.bytes)
		return { ok: false, obstacle: { code: 'too_big', bytes: bytes.length, limit: limits.bytes } };
	if (bytes.length === 0) return { ok: false, obstacle: { code: 'empty' } };

	const pasted = typeof content === 'string' && !fileName ? (format ?? 'text') : format;
	const kind = await sniff(bytes, fileName, pasted);
	if ('obstacle' in kind) return { ok: false, obstacle: kind.obstacle };
	try {
		return await split(bytes, kind.format, source, tell);
	} catch (error) {
		const obstacle = stoppedBy(error);
		if (obstacle) return { ok: false, obstacle };
		// The parsers below us recurse; so deep a nesting is no honest document's.
		if (error instanceof RangeError && /call stack/.test(error.message))
			return { ok: false, obstacle: { code: 'too_deep', limit: limits.depth } };
		throw error;
	}
}

async function split(
	bytes: Uint8Array,
	format: Format,
	source: Source,
	tell: Tell
): Promise<Outcome> {
	const findings = nothing();
	tell('reading');
	const reading = await read(bytes, format, findings, tell);
	tell('splitting');
	const { units: found, context } = rough(reading.root, findings);
	tell('checking');
	const book = noteTexts(context);
	const finished = finish(found, book, tag(source.language), reading.language);
	const { language } = finished;
	const { units, firstNumber } = asMarked(finished.units, found.map(markOf));
	if (units.length > limits.units) {
		const facts = { units: units.length, limit: limits.units };
		return { ok: false, obstacle: { code: 'too_many_units', ...facts } };
	}
	if (units.every((unit) => unit.kind === 'figure')) return nothingToSay(units, findings);
	const title = titleOf(reading, units, source.fileName);
	const guessed = guessedOf(format, units, findings);
	const said = warnings(findings, units, language);
	const turned = findings.guessedPages > 0 ? [] : guessed;
	if (turned.length > 0) said.push({ code: 'right_to_left_guessed', units: turned });
	const numbered = firstNumber === undefined ? {} : { firstNumber };
	return { ok: true, title, language, warnings: said, units, guessed, ...numbered };
}

async function read(
	bytes: Uint8Array,
	format: Format,
	findings: Findings,
	tell: Tell
): Promise<Reading> {
	if (format === 'pdf') {
		// Large, and nobody else needs it.
		const { readPdf } = await import('./pdf/read.ts');
		return readPdf(bytes, findings, (progress) => tell('reading', progress));
	}
	if (format === 'docx') return readDocx(bytes, findings);
	if (format === 'odt') return readOdt(bytes, findings);
	const text = decode(bytes, findings, format === 'html');
	if (format === 'markdown') return readMarkdown(text, findings);
	return format === 'html' ? readHtml(text, findings) : readPasted(text, findings);
}

/** All of a PDF without tags; of one with tags, what runs from right to left: its order is often lost. */
function guessedOf(format: Format, units: Unit[], { guessedPages }: Findings): number[] {
	if (format !== 'pdf') return [];
	return units.flatMap((unit, at) => (guessedPages > 0 || dir(unit) === 'rtl' ? [at] : []));
}

const nothingToSay = (units: Unit[], { pictures }: Findings): Outcome => ({
	ok: false,
	obstacle:
		units.length > 0 || pictures > 0 ? { code: 'only_pictures', pictures } : { code: 'empty' }
});

/** What the document is called; else its first heading of the highest level; else its file. */
function titleOf({ title }: Reading, units: Unit[], fileName = ''): string {
	const headings = units.filter((unit) => unit.kind === 'heading');
	const highest = Math.min(...headings.map(({ level }) => level));
	const heading = headings.find(({ level }) => level === highest);
	const named = collapse(fileName.replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]{1,12}$/i, ''));
	return (collapse(title ?? '') || (heading ? words(heading) : '') || named).slice(0, 300);
}

const words = (unit: Unit) => plain(unit).replace(/\s*\[.*\]$/, '');

function warnings(findings: Findings, units: Unit[], language: string) {
	const contents = contentsLike(units);
	const long = longUnits(units, limits.longWords);
	return [
		...told(findings),
		...(contents.length > 0 ? [{ code: 'looks_like_contents' as const, units: contents }] : []),
		...(long.length > 0
			? [{ code: 'long_units' as const, units: long, words: limits.longWords }]
			: []),
		...(language === unknown ? [{ code: 'language_unknown' as const }] : [])
	];
}
