/** What of a draft in another language can be published, and writing it beside the text. */

import type { Insertable, Selectable } from 'kysely';
import type { Transaction } from '../database.server.ts';
import type { Consultation, UnitTranslation } from '../tables.server.ts';
import { hash } from '../text/hash.server.ts';
import { plain, type Unit } from '../text/unit.ts';
import { progressOf, rowsOf, wordFields, type Words } from './content.ts';
import { originalsOf, publishedOriginals } from './source.server.ts';
import { contentAt, publishedUnits } from './store.server.ts';
import { printOf, type KeptWords } from './words.server.ts';

type Standing = Selectable<Consultation>;

export type Composed = { units: Map<string, Unit>; words: Words };

export type ComposeObstacle =
	| { code: 'kinds_differ'; count: number }
	| { code: 'extra_left'; count: number }
	| { code: 'nothing_aligned' };

const no = (obstacle: ComposeObstacle) => ({ ok: false as const, obstacle });

/** The units that have words in the language, by key; or what staff must still decide. */
export async function compose(tx: Transaction, one: Standing, lang: string, revision: number) {
	const { pieces, words } = await contentAt(tx, one.id, lang, revision);
	const rows = rowsOf(await originalsOf(tx, one), pieces, lang);
	const { aligned, extra, unlike } = progressOf(rows);
	if (unlike) return no({ code: 'kinds_differ', count: unlike });
	if (extra) return no({ code: 'extra_left', count: extra });
	if (!aligned) return no({ code: 'nothing_aligned' });
	const units = new Map<string, Unit>();
	for (const { original, piece, native } of rows)
		if (original && piece && !native && !piece.excluded) {
			// What the unit is, the text says; how it is worded, the translation.
			const level = original.unit.kind === 'heading' ? { level: original.unit.level } : {};
			units.set(original.key, { ...piece.unit, ...level, lang } as Unit);
		}
	return { ok: true as const, composed: { units, words } };
}

function keptWords(one: Standing, words: Words): KeptWords {
	const fields = wordFields.flatMap((field) => {
		const text = words[field];
		return text && one[field] ? [[field, { text, of: printOf(one[field]) }] as const] : [];
	});
	return Object.fromEntries(fields);
}

/** Writes what is new; words that were published stay. Answers how many units are new, null when nothing is. */
export async function write(
	tx: Transaction,
	{ one, versionId, lang, at }: { one: Standing; versionId: string; lang: string; at: Date },
	{ units, words }: Composed
): Promise<number | null> {
	const [originals, there] = [
		await publishedOriginals(tx, versionId),
		await publishedUnits(tx, versionId, lang)
	];
	const rows = originals.flatMap(({ original, unitId }): Insertable<UnitTranslation>[] => {
		const unit = units.get(original.key);
		if (!unit || there.has(unitId)) return [];
		const body = JSON.stringify(unit.body);
		const written = { kind: unit.kind, body, plain: plain(unit), hash: hash(unit) };
		return [{ versionId, unitId, lang, ofLang: original.unit.lang, ...written }];
	});
	const before = await wordsOf(tx, versionId, lang);
	const next = withKept(before ?? {}, keptWords(one, words), one);
	if (before && rows.length === 0 && JSON.stringify(next) === JSON.stringify(before)) return null;
	const kept = JSON.stringify(next);
	await tx
		.insertInto('textLanguage')
		.values({ versionId, lang, publishedAt: at, words: kept })
		.onConflict((on) =>
			on.columns(['versionId', 'lang']).doUpdateSet((eb) => ({
				n: eb('textLanguage.n', '+', 1),
				words: kept
			}))
		)
		.execute();
	for (let from = 0; from < rows.length; from += 1000) {
		await tx
			.insertInto('unitTranslation')
			.values(rows.slice(from, from + 1000))
			.execute();
	}
	return rows.length;
}

/** Published words stay while the original says what they translate; new ones come where none stand. */
function withKept(before: KeptWords, next: KeptWords, one: Standing): KeptWords {
	const fields = wordFields.flatMap((field) => {
		const old = before[field];
		const kept = old && old.of === printOf(one[field]) ? old : (next[field] ?? old);
		return kept ? [[field, kept] as const] : [];
	});
	return Object.fromEntries(fields);
}

async function wordsOf(tx: Transaction, versionId: string, lang: string) {
	const row = await tx
		.selectFrom('textLanguage')
		.select('words')
		.where('versionId', '=', versionId)
		.where('lang', '=', lang)
		.executeTakeFirst();
	if (!row) return undefined;
	// JSON of the database comes in its own order.
	const words = row.words as unknown as KeptWords;
	return Object.fromEntries(
		wordFields.flatMap((field) => {
			const one = words[field];
			return one ? [[field, { text: one.text, of: one.of }] as const] : [];
		})
	) as KeptWords;
}
