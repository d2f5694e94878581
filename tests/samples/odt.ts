/** OpenDocument texts made for tests, from the XML of their body. */

import { strToU8, zipSync } from 'fflate';

const spaces = ['office', 'style', 'text', 'table', 'script', 'form']
	.map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
	.concat(
		'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
		'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
		'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
		'xmlns:dc="http://purl.org/dc/elements/1.1/"',
		'xmlns:math="http://www.w3.org/1998/Math/MathML"',
		'xmlns:xlink="http://www.w3.org/1999/xlink"'
	)
	.join(' ');

export const p = (text: string, style = 'Standard') =>
	`<text:p text:style-name="${style}">${text}</text:p>`;
export const h = (text: string, level = 1, more = '') =>
	`<text:h text:outline-level="${level}" ${more}>${text}</text:h>`;
export const item = (inner: string, more = '') =>
	`<text:list-item ${more}>${inner}</text:list-item>`;
export const list = (style: string, inner: string, more = '') =>
	`<text:list text:style-name="${style}" ${more}>${inner}</text:list>`;
export const span = (style: string, text: string) =>
	`<text:span text:style-name="${style}">${text}</text:span>`;

export type Parts = {
	automatic?: string;
	styles?: string;
	scripts?: string;
	extra?: Record<string, Uint8Array>;
	mimetype?: string;
};

export function odtFile(body: string, parts: Parts = {}): Uint8Array {
	const { automatic = '', styles = '', scripts = '', extra = {} } = parts;
	const files: Record<string, string> = {
		mimetype: parts.mimetype ?? 'application/vnd.oasis.opendocument.text',
		'content.xml': `<?xml version="1.0"?><office:document-content ${spaces}>${scripts}<office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
		'styles.xml': `<?xml version="1.0"?><office:document-styles ${spaces}>${styles}</office:document-styles>`
	};
	const packed = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
	return zipSync({ ...Object.fromEntries(packed), ...extra }, { level: 1 });
}
