/** Cards as pictures: one is drawn at a time, each once, and no more wait than a moment clears. */

import { createHash } from 'node:crypto';
import type { Card } from './card.ts';
import { draw } from './draw.server.ts';

/** Bytes of pictures kept in the process; the oldest leaves first. */
const most = 24 * 1024 * 1024;
/** Pictures that may wait for the one being drawn. */
const longest = 12;

export type Pictures = {
	/** The picture of a card; null while too many wait already. */
	of: (card: Card) => Promise<Buffer | null>;
};

export function openPictures(drawn: (card: Card) => Promise<Buffer> = draw): Pictures {
	const kept = new Map<string, Buffer>();
	const coming = new Map<string, Promise<Buffer>>();
	let size = 0;
	let last: Promise<unknown> = Promise.resolve();

	const keep = (key: string, picture: Buffer) => {
		kept.set(key, picture);
		size += picture.length;
		for (const [oldest, { length }] of kept) {
			if (size <= most) break;
			kept.delete(oldest);
			size -= length;
		}
		return picture;
	};

	return {
		of(card) {
			const key = createHash('sha256').update(JSON.stringify(card)).digest('base64url');
			const found = kept.get(key) ?? coming.get(key);
			if (found) return Promise.resolve(found);
			if (coming.size >= longest) return Promise.resolve(null);
			const made = last
				.then(() => drawn(card))
				.then((picture) => keep(key, picture))
				.finally(() => coming.delete(key));
			coming.set(key, made);
			last = made.catch(() => undefined);
			return made;
		}
	};
}

/** The process's own. */
export const pictures = openPictures();
