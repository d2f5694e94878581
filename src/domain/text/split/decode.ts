/** Bytes of a text file as text. */

import type { Findings } from './findings.ts';

export function decode(bytes: Uint8Array, findings: Findings, isHtml: boolean): string {
	const marked = byMark(bytes);
	if (marked) return new TextDecoder(marked).decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		const encoding = (isHtml && declared(bytes)) || 'windows-1252';
		findings.encoding = encoding;
		return new TextDecoder(encoding).decode(bytes);
	}
}

function byMark([first, second]: Uint8Array): string | null {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** What `<meta charset>` or its older form says, if it is an encoding we know. */
function declared(bytes: Uint8Array): string | null {
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
	const name = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
	try {
		return name ? new TextDecoder(name).encoding : null;
	} catch {
		return null;
	}
}
