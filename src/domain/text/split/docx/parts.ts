/** The parts of a Word file that hold its text, found as the file itself says. */

import { strToU8, zipSync } from 'fflate';
import { stop } from '../outcome.ts';
import type { Archive } from '../office/archive.ts';
import { kindOf } from '../office/kind.ts';
import * as xml from '../office/xml.ts';

export type Parts = {
	main: xml.Tree;
	notes: xml.Tree[];
	styles: xml.Tree | null;
	numbering: xml.Tree | null;
	comments: xml.Tree | null;
	core: xml.Tree | null;
	hasHeaders: boolean;
	/** A small archive of the changed parts and nothing else, for the reader to read. */
	repacked: (styleIds: string[]) => Uint8Array;
};

type Link = { type: string; path: string };

export function partsOf(archive: Archive): Parts {
	const top = links(archive, '_rels/.rels', '');
	const mainPath = top.find(({ type }) => type === 'officeDocument')?.path ?? 'word/document.xml';
	if (!archive.names.includes(mainPath) || /^(xl|ppt)\//.test(mainPath)) wrongType(archive);

	const beside = links(archive, relsOf(mainPath), folder(mainPath));
	const trees = new Map<string, xml.Tree>();
	const tree = (path: string | undefined) => {
		const bytes = path ? archive.read(path) : null;
		if (!path || !bytes) return null;
		const parsed = xml.read(bytes);
		trees.set(path, parsed);
		return parsed;
	};
	const pathOf = (name: string) =>
		beside.find(({ type }) => type === name)?.path ?? `${folder(mainPath)}${name}.xml`;
	const related = (name: string) => tree(pathOf(name));

	const main = tree(mainPath) ?? stop({ code: 'damaged' });
	const notePaths = beside.filter(({ type }) => type === 'footnotes' || type === 'endnotes');
	const notes = notePaths.flatMap(({ path }) => tree(path) ?? []);
	const parts = { main, notes, styles: related('styles'), numbering: related('numbering') };
	const kept = [
		'[Content_Types].xml',
		'_rels/.rels',
		relsOf(mainPath),
		...notePaths.map(({ path }) => relsOf(path))
	];
	return {
		...parts,
		comments: related('comments'),
		core: treeOrNull(archive, top.find(({ type }) => type === 'core-properties')?.path),
		hasHeaders: hasHeaders(archive, beside),
		repacked: (styleIds) => {
			const styles = withStyles(trees.get(pathOf('styles')) ?? null, main, styleIds);
			return repack(archive, kept, trees, { [pathOf('styles')]: styles });
		}
	};
}

function repack(
	archive: Archive,
	kept: string[],
	trees: Map<string, xml.Tree>,
	more: Record<string, Uint8Array>
): Uint8Array {
	const files: Record<string, Uint8Array> = {};
	for (const name of kept) files[name] = archive.read(name) ?? strToU8('<x/>');
	for (const [name, tree] of trees) files[name] = xml.write(tree);
	return zipSync({ ...files, ...more }, { level: 0 });
}

/** Mammoth warns of every style it does not know, in time that grows with their square. */
function withStyles(styles: xml.Tree | null, main: xml.Tree, ids: string[]): Uint8Array {
	const space = main.documentElement.namespaceURI ?? '';
	const own = ids.map((id) => `<w:style w:type="paragraph" w:styleId="${id}"/>`).join('');
	const all = styles ? xml.inner(styles) : '';
	return strToU8(`<w:styles xmlns:w="${space}">${all}${own}</w:styles>`);
}

const folder = (path: string) => path.replace(/[^/]*$/, '');
const relsOf = (path: string) => path.replace(/([^/]*)$/, '_rels/$1.rels');

function links(archive: Archive, path: string, base: string): Link[] {
	const bytes = archive.read(path);
	if (!bytes) return [];
	return xml.all(xml.read(bytes), 'Relationship').flatMap((tag) => {
		if (xml.value(tag, 'TargetMode') === 'External') return [];
		const target = xml.value(tag, 'Target') ?? '';
		const type = (xml.value(tag, 'Type') ?? '').replace(/^.*\//, '');
		return [{ type, path: new URL(target, `zip:///${base}`).pathname.slice(1) }];
	});
}

function treeOrNull(archive: Archive, path: string | undefined): xml.Tree | null {
	const bytes = path ? archive.read(path) : null;
	return bytes ? xml.read(bytes) : null;
}

const hasHeaders = (archive: Archive, beside: Link[]) =>
	beside
		.filter(({ type }) => type === 'header' || type === 'footer')
		.some(({ path }) => {
			const tree = treeOrNull(archive, path);
			return tree !== null && xml.all(tree, 't').some((tag) => tag.textContent?.trim());
		});

function wrongType(archive: Archive): never {
	const kind = kindOf(archive);
	return stop({ code: 'wrong_type', expected: 'docx', found: kind === 'docx' ? 'zip' : kind });
}
