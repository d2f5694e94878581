/**
 * A zip archive read with distrust: what it declares is held against the limits before anything is
 * inflated, what comes out is held against them again, and only parts that are asked for come out.
 */

import { inflateRawSync } from 'node:zlib';
import { limits, stop } from '../outcome.ts';

export type Archive = { names: string[]; read: (name: string) => Uint8Array | null };

type Entry = {
	name: string;
	method: number;
	flags: number;
	packed: number;
	size: number;
	at: number;
};

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endLength = 22;

export function open(bytes: Uint8Array): Archive {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries = guarded(() => directory(bytes, view));
	check(entries);
	const byName = new Map(entries.map((entry) => [entry.name, entry]));
	let left: number = limits.zip.read;
	const read = (name: string) => {
		const entry = byName.get(name);
		if (!entry) return null;
		const content = guarded(() => inflate(entry, bytes, view, left));
		left -= content.length;
		return content;
	};
	return { names: entries.map(({ name }) => name), read };
}

/** Offsets that point nowhere are damage. */
function guarded<T>(act: () => T): T {
	try {
		return act();
	} catch (error) {
		if (error instanceof RangeError && !/call stack/.test(error.message)) stop({ code: 'damaged' });
		throw error;
	}
}

function directory(bytes: Uint8Array, view: DataView): Entry[] {
	const end = findEnd(view);
	const total = view.getUint16(end + 10, true);
	if (total > limits.zip.entries) tooManyEntries(total);
	const entries: Entry[] = [];
	let at = view.getUint32(end + 16, true);
	for (let index = 0; index < total; index++) {
		if (view.getUint32(at, true) !== entryMark) stop({ code: 'damaged' });
		const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
		entries.push({
			name: nameOf(bytes.subarray(at + 46, at + 46 + (name ?? 0))),
			flags: view.getUint16(at + 8, true),
			method: view.getUint16(at + 10, true),
			packed: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			at: view.getUint32(at + 42, true)
		});
		at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
	}
	return entries;
}

const nameOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace(/^\//, '');

function findEnd(view: DataView): number {
	const last = view.byteLength - endLength;
	for (let at = last; at >= Math.max(0, last - 65_535); at--)
		if (view.getUint32(at, true) === endMark) return at;
	return stop({ code: 'damaged' });
}

function check(entries: Entry[]): void {
	const declared = entries.reduce((sum, { size }) => sum + size, 0);
	const limit = limits.zip.declared;
	if (declared > limit) stop({ code: 'zip_bomb', reason: 'size', found: declared, limit });
	if (entries.some(({ flags }) => (flags & 1) === 1)) stop({ code: 'encrypted' });
	if (new Set(entries.map(({ name }) => name)).size < entries.length) stop({ code: 'damaged' });
}

const tooManyEntries = (found: number) =>
	stop({ code: 'zip_bomb', reason: 'entries', found, limit: limits.zip.entries });

function inflate(entry: Entry, bytes: Uint8Array, view: DataView, left: number): Uint8Array {
	const tooMuch = (found: number) =>
		stop({ code: 'zip_bomb', reason: 'size', found, limit: limits.zip.read });
	if (entry.size > left) tooMuch(entry.size);
	if (view.getUint32(entry.at, true) !== localMark) stop({ code: 'damaged' });
	const name = view.getUint16(entry.at + 26, true);
	const extra = view.getUint16(entry.at + 28, true);
	const start = entry.at + 30 + name + extra;
	if (start + entry.packed > bytes.length) stop({ code: 'damaged' });
	const packed = bytes.subarray(start, start + entry.packed);
	if (entry.method === 0) return packed;
	if (entry.method !== 8) stop({ code: 'damaged' });
	try {
		return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
	} catch (error) {
		const isTooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
		return isTooLarge ? tooMuch(left + 1) : stop({ code: 'damaged' });
	}
}
