/** folkmoot import: reads a document into units; with --dry-run it only shows them. */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { newDraft } from '#domain/imports/keep.server.ts';
import { bySlug } from '#domain/space/store.server.ts';
import { limits, type Obstacle, type Split } from '#domain/text/split/outcome.ts';
import { split } from '#domain/text/split/split.server.ts';
import { plain } from '#domain/text/unit.ts';
import { exit, Fault, Misuse, progress, read, type Command } from './command.ts';
import { withDatabase } from './database.ts';

export const command: Command = {
	does: 'read a document (Markdown, HTML, DOCX, ODT, PDF, text) into units',
	help: `Usage: folkmoot import FILE --dry-run [--json] [--language TAG]
       folkmoot import FILE --space SLUG [--title TITLE] [--language TAG]

Splits a document into units, exactly as the browser does, and stores it as a draft consultation that
the secretariat reviews before anyone else sees it.

  --dry-run       needs no database and stores nothing
  --json          prints title, language, warnings and units as JSON; a unit whose division was
                  guessed, as in a PDF without tags, has "check": true
  --space SLUG    whose draft it becomes
  --title TITLE   instead of the document's own title
  --language TAG  the document's language, such as en or fr, instead of the one found`,
	async run(args) {
		const { values, positionals } = read(args, {
			'dry-run': { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			space: { type: 'string' },
			title: { type: 'string' },
			language: { type: 'string' }
		});
		const [file, ...more] = positionals;
		if (!file || more.length > 0) throw new Misuse('Name one file to import.');
		if (!values['dry-run'] && !values.space) {
			throw new Misuse('Say whose draft it becomes (--space SLUG), or only look (--dry-run).');
		}
		const found = await units(file, values.language);
		const title = values.title?.trim() || found.title;
		if (values['dry-run'])
			console.log(values.json ? json({ ...found, title }) : listing({ ...found, title }));
		else console.log(await store({ ...found, title }, values.space ?? ''));
		return exit.fine;
	}
};

async function units(file: string, language: string | undefined): Promise<Split> {
	const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		throw new Fault(`${file} cannot be read: ${reasons[error.code ?? ''] ?? error.message}.`);
	});
	const outcome = await split(
		{ content: new Uint8Array(content), fileName: basename(file), language },
		{
			onStage: (stage, pages) =>
				progress(
					`${basename(file)}: ${stage}${pages ? ` page ${pages.done} of ${pages.all}` : ''} …`
				)
		}
	);
	progress(
		outcome.ok ? `${outcome.units.length} units, ${outcome.warnings.length} warnings` : '',
		true
	);
	if (!outcome.ok) throw new Fault(`${file}: ${sentence(outcome.obstacle)}`);
	return outcome;
}

const reasons: Record<string, string> = {
	ENOENT: 'there is no such file',
	EACCES: 'this user may not read it',
	EISDIR: 'it is a folder'
};

/** The shape scripts rely on. */
function json({ title, language, warnings, units: found, guessed }: Split): string {
	const unsure = new Set(guessed);
	const listed = found.map((unit, at) => ({
		kind: unit.kind,
		...(unit.kind === 'heading' ? { level: unit.level } : {}),
		text: plain(unit),
		...(unsure.has(at) ? { check: true } : {})
	}));
	return JSON.stringify({ title, language, warnings, units: listed }, null, '\t');
}

function listing({ title, language, warnings, units: found }: Split): string {
	const lines = found.map((unit) => {
		const kind = unit.kind === 'heading' ? `heading ${unit.level}` : unit.kind;
		const [first = '', ...rest] = plain(unit).split('\n');
		const shown = first.length > 90 ? `${first.slice(0, 89)}…` : first;
		return `${kind.padEnd(10)} ${shown}${rest.length > 0 ? ` (+${rest.length} lines)` : ''}`;
	});
	const told = warnings.map(({ code, ...facts }) => `warning    ${code} ${JSON.stringify(facts)}`);
	return [`${title} (${language})`, '', ...lines, ...told].join('\n');
}

function sentence(obstacle: Obstacle): string {
	const { code, ...facts } = obstacle;
	const { bytes, units: most } = limits;
	const sentences: Partial<Record<Obstacle['code'], string>> = {
		too_big: `the file is larger than ${bytes / 1024 / 1024} MB.`,
		too_many_units: `the document has more than ${most} units.`,
		zip_bomb: 'the archive unpacks to far more than a document needs.',
		encrypted: 'the document is protected with a password; save it without one.',
		damaged: 'the file is damaged and cannot be opened.',
		wrong_type: 'the content is not what the name of the file says.',
		unsupported_type: 'only Markdown, HTML, DOCX, ODT, PDF and plain text can be imported.',
		too_many_pages: `the document has more than ${limits.pdf.pages} pages; divide it.`,
		only_form: 'it is a form that holds no text until a program draws it; print it as a new PDF.',
		empty: 'there is no text in it.',
		only_pictures: 'there are only pictures in it, and no text; turn a scan into text first.',
		too_deep: 'it is nested more deeply than any document needs.',
		too_slow: 'reading it took too long.',
		too_heavy: 'reading it took too much memory.'
	};
	return `${sentences[code] ?? code} ${Object.keys(facts).length > 0 ? JSON.stringify(facts) : ''}`.trim();
}

/** The document as the draft of a new consultation; the person behind a command line is nobody by name. */
const store = (found: Split, space: string): Promise<string> =>
	withDatabase(async ({ db }) => {
		const place = await bySlug(db, space);
		if (!place) throw new Fault(`There is no space ${space}.`);
		const by = { personId: null, role: 'STEWARD' as const };
		const made = await db.transaction().execute((tx) => newDraft(tx, place.id, by, found));
		return `${found.units.length} units are the draft ${space}/${made.slug}. Review it at /${place.language}/${space}/work/consultations/${made.slug}/text`;
	});
