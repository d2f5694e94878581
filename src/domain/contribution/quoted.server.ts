/** The words a remark is about: found in the very text they were chosen in, kept beside the remark. */

import type { Database, Transaction } from '../database.server.ts';
import {
	quoteAt,
	quoteIn,
	type Chosen,
	type Quote,
	type Quoted,
	type Unquoted
} from '../text/anchor/quote.ts';
import { readingOf, type Readable } from '../text/anchor/reading.ts';

type Unit = { unitId: string; kind: string; lang: string; body: unknown };
export type Kept = { ok: true; quote: Quote | null } | { ok: false; obstacle: Unquoted };

/** The chosen words as they stand in a unit; nothing where none were chosen. */
export async function findWords(
	db: Database,
	versionId: string,
	unit: Unit | null,
	chosen: Chosen | null
): Promise<Kept> {
	if (!chosen) return { ok: true, quote: null };
	const read = unit && (await readableIn(db, versionId, unit, chosen.lang));
	// Words of the whole text, or of a language it is not in, stand in no unit.
	return read ? quoteIn(readingOf(read), chosen) : notThere;
}

const notThere = { ok: false, obstacle: { code: 'quote_not_there' } } as const;

/** The words between two places of a unit, for who asks by address. */
export async function wordsAt(
	db: Database,
	versionId: string,
	unit: Unit,
	place: { start: number; end: number; lang: string }
): Promise<Quoted> {
	const read = await readableIn(db, versionId, unit, place.lang);
	if (!read) return notThere;
	return quoteAt(readingOf(read), place.start, place.end, place.lang);
}

/** A unit as it is read in a language: the one at hand, the original, or a translation. */
async function readableIn(
	db: Database,
	versionId: string,
	unit: Unit,
	lang: string
): Promise<Readable | undefined> {
	if (lang === unit.lang) return unit as unknown as Readable;
	const read = await db
		.selectFrom('unitText')
		.select(['kind', 'body'])
		.where('versionId', '=', versionId)
		.where('unitId', '=', unit.unitId)
		.where('lang', '=', lang)
		.union((eb) =>
			eb
				.selectFrom('unitTranslation')
				.select(['kind', 'body'])
				.where('versionId', '=', versionId)
				.where('unitId', '=', unit.unitId)
				.where('lang', '=', lang)
		)
		.executeTakeFirst();
	return read as unknown as Readable | undefined;
}

/** Keeps the words with the remark about them. */
export async function keepWords(tx: Transaction, contributionId: string, quote: Quote) {
	const { exact, prefix, suffix, start, end, lang } = quote;
	await tx
		.insertInto('quote')
		.values({ contributionId, exact, prefix, suffix, startAt: start, endAt: end, lang })
		.execute();
}
