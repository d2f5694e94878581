/** What a file is: by its first bytes, held against its name and what was said of it. */

import { fileTypeFromBuffer } from 'file-type';
import type { Format, Obstacle } from './outcome.ts';

const byExtension: Record<string, Format> = {
	md: 'markdown',
	markdown: 'markdown',
	mdown: 'markdown',
	html: 'html',
	htm: 'html',
	xhtml: 'html',
	docx: 'docx',
	odt: 'odt',
	pdf: 'pdf',
	txt: 'text'
};

/** What the bytes of a format look like, where they are not text. */
const packed: Partial<Record<Format, string>> = { docx: 'zip', odt: 'zip', pdf: 'pdf' };

type Answer = { format: Format } | { obstacle: Obstacle };

export async function sniff(bytes: Uint8Array, named?: string, said?: Format): Promise<Answer> {
	const extension = extensionOf(named);
	const wanted = said ?? byExtension[extension];
	const found = await kindOf(bytes);
	if (wanted && found === (packed[wanted] ?? 'text')) return { format: wanted };
	// Word's old format, and the wrapping of a new one with a password.
	if (found === 'cfb' && (wanted === 'docx' || !wanted) && isEncrypted(bytes))
		return { obstacle: { code: 'encrypted' } };
	if (wanted) return { obstacle: { code: 'wrong_type', expected: extension || wanted, found } };
	if (!extension && found === 'pdf') return { format: 'pdf' };
	if (!extension && found === 'zip') return { format: isOpenDocument(bytes) ? 'odt' : 'docx' };
	if (!extension && found === 'text') return { format: looksLikeHtml(bytes) ? 'html' : 'markdown' };
	return { obstacle: { code: 'unsupported_type', found: extension || found } };
}

const extensionOf = (name = '') =>
	/\.([a-z0-9]{1,12})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';

/** `zip`, `text`, or the name of another type; only the head is read, archives stay closed. */
async function kindOf(bytes: Uint8Array): Promise<string> {
	const [a, b, c, d] = bytes;
	if (a === 0x50 && b === 0x4b && c !== undefined && c < 9 && d !== undefined && d < 10)
		return 'zip';
	if (isPdf(bytes)) return 'pdf';
	if (isText(bytes)) return 'text';
	const type = await fileTypeFromBuffer(bytes.slice(0, 4_100)).catch(() => undefined);
	return type?.ext ?? 'unknown';
}

/** Readers of PDFs allow for a few bytes before its mark, and a line is all a text has of it. */
export const isPdf = (bytes: Uint8Array) => {
	const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
	return head.startsWith('%PDF-') || (head.includes('%PDF-') && /\d+ \d+ obj\b/.test(head));
};

/** Files of that family begin with the name of their type. */
const isOpenDocument = (bytes: Uint8Array) =>
	Buffer.from(bytes.subarray(30, 80)).toString('latin1').includes('mimetypeapplication/vnd.oasis');

function isText(bytes: Uint8Array): boolean {
	const [first, second] = bytes;
	const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
	if (isUtf16) return true;
	const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_000_000));
	if (head.includes(0)) return false;
	return !/^(%PDF-|\{\\rtf|GIF8|\x7fELF|MZ\W|\x89PNG|\xff\xd8\xff|%!PS)/.test(
		head.subarray(0, 16).toString('latin1')
	);
}

const isEncrypted = (bytes: Uint8Array) =>
	Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));

const looksLikeHtml = (bytes: Uint8Array) =>
	/^\s*(<!doctype html|<html|<head|<body|<\?xml)/i.test(
		Buffer.from(bytes.subarray(0, 1_000))
			.toString('utf8')
			.replace(/^\ufeff/, '')
	);
