/** The bytes of a table as text: what its first bytes say, UTF-8, or else what old spreadsheets write. */

import type { ImportObstacle } from './import.ts';

export type Decoded =
	{ ok: true; text: string; encoding: string } | { ok: false; obstacle: ImportObstacle };

/** Bytes that mean nothing in windows-1252, and those that no text holds. */
const impossible = /[\u0000-\u0008\u000b\u000e-\u001f\u0081\u008d\u008f\u0090\u009d]/;

export function decode(bytes: Uint8Array): Decoded {
	if (bytes.length === 0) return refused({ code: 'nothing' });
	const [a, b, c] = bytes;
	if (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) return refused({ code: 'workbook' });
	if (a === 0xd0 && b === 0xcf && c === 0x11) return refused({ code: 'workbook' });
	if (a === 0xff && b === 0xfe) return strictly(bytes, 'utf-16le');
	if (a === 0xfe && b === 0xff) return strictly(bytes, 'utf-16be');
	if (a === 0xef && b === 0xbb && c === 0xbf) return strictly(bytes, 'utf-8');
	try {
		return whole(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'utf-8');
	} catch {
		return whole(new TextDecoder('windows-1252').decode(bytes), 'windows-1252');
	}
}

/** It says which encoding it has: then every byte must fit. */
function strictly(bytes: Uint8Array, encoding: string): Decoded {
	try {
		return whole(new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding);
	} catch {
		const text = new TextDecoder(encoding).decode(bytes);
		return refused({ code: 'undecodable', line: lineAt(text, text.indexOf('\ufffd')) });
	}
}

function whole(text: string, encoding: string): Decoded {
	const at = text.search(impossible);
	if (at >= 0) return refused({ code: 'undecodable', line: lineAt(text, at) });
	return { ok: true, text: text.replace(/\r\n?/g, '\n'), encoding };
}

const lineAt = (text: string, at: number) =>
	text.slice(0, Math.max(0, at)).split(/\r\n?|\n/).length;

const refused = (obstacle: ImportObstacle): Decoded => ({ ok: false, obstacle });
