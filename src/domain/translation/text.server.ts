/** A published text as it is read in one of its languages: its own words where a unit has none in that language. */

import type { Head } from '../consultation/store.server.ts';
import { textOf, type PublishedText, type TextUnit } from '../consultation/text.server.ts';
import type { Database } from '../database.server.ts';
import { dir, type Body, type Unit } from '../text/unit.ts';
import { base, type WordField } from './content.ts';
import { tongueFor, type Wanted } from './tongue.ts';
import { wordsIn, type KeptWords } from './words.server.ts';

/** The words of a consultation's head in the reader's language, and which of them are. */
export type Tongues = Partial<Record<WordField, string>>;
export type ReadHead = Head & { tongues: Tongues };

/** A text in one language. */
export type ReadText = PublishedText & {
	lang: string;
	/** Changes when more of it is published. */
	n: number;
};

const most = 60_000;
const kept = new Map<string, ReadText & { words: KeptWords }>();

/** The head and the text as a reader gets them; without a wish, as they were written. */
export async function readIn(
	db: Database,
	head: Head & { versionId: string },
	wanted: Wanted | null
): Promise<{ head: ReadHead & { versionId: string }; text: ReadText }> {
	const original = await textOf(db, head.versionId);
	const lang = wanted ? tongueFor(head, wanted) : head.language;
	const edition = head.languages.find((one) => one.lang === lang);
	if (!edition || base(lang) === base(head.language))
		return { head: { ...head, tongues: {} }, text: { ...original, lang: head.language, n: 0 } };
	const text = await translated(db, original, edition);
	return { head: { ...head, ...wordsIn(head, text.words, lang) }, text };
}

type Edition = { lang: string; n: number };

async function translated(db: Database, original: PublishedText, { lang, n }: Edition) {
	const key = `${original.versionId} ${lang} ${n}`;
	const known = kept.get(key);
	if (known) {
		kept.delete(key);
		kept.set(key, known);
		return known;
	}
	const read = await readTranslated(db, original, { lang, n });
	kept.set(key, read);
	let units = [...kept.values()].reduce((all, text) => all + text.units.length, 0);
	for (const [oldest, text] of kept) {
		if (units <= most || oldest === key) break;
		kept.delete(oldest);
		units -= text.units.length;
	}
	return read;
}

async function readTranslated(db: Database, original: PublishedText, { lang, n }: Edition) {
	const { versionId } = original;
	const [rows, head] = await Promise.all([
		db
			.selectFrom('unitTranslation')
			.select(['unitId', 'body', 'plain'])
			.where('versionId', '=', versionId)
			.where('lang', '=', lang)
			.execute(),
		db
			.selectFrom('textLanguage')
			.select('words')
			.where('versionId', '=', versionId)
			.where('lang', '=', lang)
			.executeTakeFirst()
	]);
	const said = new Map(rows.map((row) => [row.unitId, row]));
	const units = original.units.map((unit): TextUnit => {
		const words = said.get(unit.unitId);
		if (!words) return unit;
		const body = words.body as unknown as Body;
		const shown = { kind: unit.kind, lang, body } as unknown as Unit;
		return { ...unit, lang, dir: dir(shown), body, plain: words.plain };
	});
	return {
		versionId,
		units,
		byId: new Map(units.map((unit) => [unit.unitId, unit])),
		lang,
		n,
		words: (head?.words ?? {}) as unknown as KeptWords
	};
}
