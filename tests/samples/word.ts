/** Word files made for tests, from the XML of their body. */

import { strToU8, zipSync } from 'fflate';

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const open = `<?xml version="1.0"?>`;
const spaces = [
	`xmlns:w="${w}" xmlns:r="${office}"`,
	'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
	'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
	'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
	'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
	'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
	'xmlns:v="urn:schemas-microsoft-com:vml"',
	'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
].join(' ');

export const p = (text: string, properties = '') =>
	`<w:p><w:pPr>${properties}</w:pPr>${text.startsWith('<') ? text : r(text)}</w:p>`;
export const r = (text: string, properties = '') =>
	`<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
export const item = (numId: number, level = 0) =>
	`<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;

export type Parts = {
	styles?: string;
	numbering?: string;
	footnotes?: string;
	comments?: string;
	extra?: Record<string, Uint8Array>;
};

export const headings = [1, 2, 3]
	.map(
		(level) =>
			`<w:style w:type="paragraph" w:styleId="Titre${level}"><w:name w:val="heading ${level}"/>` +
			`<w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`
	)
	.join('');

export function wordFile(body: string, parts: Parts = {}): Uint8Array {
	const files: Record<string, string> = {
		'[Content_Types].xml': `${open}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		'_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
		'word/document.xml': `${open}<w:document ${spaces}><w:body>${body}</w:body></w:document>`,
		'word/_rels/document.xml.rels': relationships(
			['styles', 'numbering', 'footnotes', 'comments'].map((name) => [name, `${name}.xml`])
		),
		'word/styles.xml': `${open}<w:styles ${spaces}>${parts.styles ?? headings}</w:styles>`,
		'word/numbering.xml': `${open}<w:numbering ${spaces}>${parts.numbering ?? ''}</w:numbering>`,
		'word/footnotes.xml': `${open}<w:footnotes ${spaces}>${parts.footnotes ?? ''}</w:footnotes>`,
		'word/comments.xml': `${open}<w:comments ${spaces}>${parts.comments ?? ''}</w:comments>`
	};
	const packed = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
	return zipSync({ ...Object.fromEntries(packed), ...parts.extra });
}

const relationships = (links: [string, string][]) =>
	`${open}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	links
		.map(
			([type, target], at) =>
				`<Relationship Id="rId${at}" Type="${office}/${type}" Target="${target}"/>`
		)
		.join('') +
	'</Relationships>';
