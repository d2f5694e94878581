/** What sort of office file an archive is, by what it holds. */

import type { Archive } from './archive.ts';

/** The extension such files have; `zip` when it is none that is known. */
export function kindOf({ names, read }: Archive): string {
	const known: [string, string][] = [
		['word/document.xml', 'docx'],
		['xl/workbook.xml', 'xlsx'],
		['ppt/presentation.xml', 'pptx']
	];
	const named = known.find(([name]) => names.includes(name))?.[1];
	if (named) return named;
	const said = new TextDecoder().decode(read('mimetype')?.subarray(0, 200)).trim();
	const office = /^application\/vnd\.oasis\.opendocument\.([a-z-]+)$/.exec(said)?.[1];
	if (office) return byDocument[office] ?? 'opendocument';
	return said.includes('epub') ? 'epub' : 'zip';
}

const byDocument: Record<string, string> = {
	text: 'odt',
	'text-template': 'ott',
	'text-master': 'odm',
	spreadsheet: 'ods',
	presentation: 'odp'
};
