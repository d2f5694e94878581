/** An OpenDocument text as the same tree HTML gives. */

import type { Root } from 'hast';
import { collapse } from '../../characters.ts';
import { tag as languageTag } from '../../language.ts';
import type { Findings } from '../findings.ts';
import type { Reading } from '../html.ts';
import { open, type Archive } from '../office/archive.ts';
import { grouped } from '../office/grouped.ts';
import { kindOf } from '../office/kind.ts';
import { withoutTitleBlock } from '../office/title-block.ts';
import * as xml from '../office/xml.ts';
import { stop } from '../outcome.ts';
import { element } from '../tree.ts';
import { blocks, flow } from './blocks.ts';
import { outlineOf } from './counting.ts';
import type { Known } from './known.ts';
import { stylesOf } from './styles.ts';

export function readOdt(bytes: Uint8Array, findings: Findings): Reading {
	const archive = open(bytes);
	const kind = kindOf(archive);
	if (kind !== 'odt') stop({ code: 'wrong_type', expected: 'odt', found: kind });
	stopIfEncrypted(archive);
	const content = treeOf(archive, 'content.xml') ?? stop({ code: 'damaged' });
	const shared = treeOf(archive, 'styles.xml');
	const meta = treeOf(archive, 'meta.xml');
	const styles = stylesOf(content, shared);
	activeParts(archive, content, findings);
	findings.headersAndFooters = hasHeaders(shared);

	const known: Known = {
		archive,
		styles,
		findings,
		heading: outlineOf(styles.outline),
		notes: [],
		counted: new Map(),
		letters: new Map(),
		after: [],
		flow
	};
	const body = xml.child(xml.child(content.documentElement, 'body'), 'text');
	const all = blocks(body ?? stop({ code: 'damaged' }), known);
	const { title, rest } = withoutTitleBlock(all, findings);
	const notes = element('section', { role: 'doc-endnotes' }, known.notes);
	const root: Root = { type: 'root', children: [...grouped(rest), notes] };
	const said = (name: string) => collapse((meta && xml.all(meta, name)[0]?.textContent) ?? '');
	return {
		root,
		title: title || said('title') || null,
		language: languageTag(said('language')) ?? declared(styles.language)
	};
}

function treeOf(archive: Archive, name: string): xml.Tree | null {
	const bytes = archive.read(name);
	return bytes ? xml.read(bytes) : null;
}

// A template's default region says nothing of the text.
const declared = (lang: string | null) => (lang === 'en-US' ? 'en' : languageTag(lang));

function stopIfEncrypted(archive: Archive): void {
	const manifest = treeOf(archive, 'META-INF/manifest.xml');
	if (manifest && xml.all(manifest, 'encryption-data').length > 0) stop({ code: 'encrypted' });
}

/** Macros are never run; that they were there is told. */
function activeParts({ names }: Archive, content: xml.Tree, findings: Findings): void {
	const isMacro = (name: string) =>
		/^(Basic|Scripts)\/.*[^/]$/.test(name) && !/\/(script|dialog)-l[bc]\.xml$/.test(name);
	findings.active += names.filter(isMacro).length;
	const scripts = xml.child(content.documentElement, 'scripts');
	if (scripts && xml.children(scripts, 'script').length > 0) findings.active++;
}

const hasHeaders = (shared: xml.Tree | null) =>
	shared !== null &&
	xml
		.all(shared, 'master-page')
		.flatMap((page) => xml.children(page).filter((tag) => /^(header|footer)/.test(tag.localName)))
		.some((tag) => saysMoreThanItsPage(tag));

function saysMoreThanItsPage(tag: xml.Tag): boolean {
	const numbers = xml.all(tag, 'page-number', 'page-count').map((field) => field.textContent);
	return collapse(tag.textContent ?? '') !== collapse(numbers.join(''));
}
