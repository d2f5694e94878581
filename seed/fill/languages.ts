/** The further languages of the example's texts: laid beside them as staff would, and published. */

import type { Insertable } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import type { UnitTranslation } from '#domain/tables.server.ts';
import { hash } from '#domain/text/hash.server.ts';
import { parse } from '#domain/text/split/parse.ts';
import { plain, type Unit } from '#domain/text/unit.ts';
import { align } from '#domain/translation/align.ts';
import { printOf, type KeptWords } from '#domain/translation/compose.server.ts';
import { base, wordFields } from '#domain/translation/content.ts';
import { featuresOf } from '#domain/translation/features.ts';
import type { ConsultationShape, LanguageShape } from '../arcadia/shape.ts';

type Original = { unitId: string; unit: Unit };
type Place = { consultationId: string; versionId: string; byId: string; at: Date };

export async function fillLanguages(
	tx: Transaction,
	one: ConsultationShape,
	originals: readonly Original[],
	place: Place
) {
	for (const language of one.languages ?? [])
		await fillLanguage(tx, one, language, originals, place);
}

async function fillLanguage(
	tx: Transaction,
	one: ConsultationShape,
	{ lang, markdown, words, note }: LanguageShape,
	originals: readonly Original[],
	{ consultationId, versionId, byId, at }: Place
) {
	const source = { content: markdown, format: 'markdown', language: lang } as const;
	const split = await parse(source, () => undefined);
	if (!split.ok) throw new Error(`${one.slug} could not be split: ${split.obstacle.code}`);
	const places = align(
		originals.map(({ unit }) => featuresOf(unit)),
		split.units.map(featuresOf)
	);
	const rows = split.units.flatMap((piece, n): Insertable<UnitTranslation>[] => {
		const original = originals[places[n] ?? -1];
		if (!original) throw new Error(`${one.slug} has no place for: ${plain(piece)}`);
		if (base(original.unit.lang) === lang) return [];
		const { unitId, unit } = original;
		const level = unit.kind === 'heading' ? { level: unit.level } : {};
		const said = { ...piece, ...level, lang } as Unit;
		const body = JSON.stringify(said.body);
		const written = { kind: said.kind, body, plain: plain(said), hash: hash(said) };
		return [{ versionId, unitId, lang, ofLang: unit.lang, ...written }];
	});
	await tx
		.insertInto('textLanguage')
		.values({ versionId, lang, publishedAt: at, words: JSON.stringify(wordsOf(one, words)) })
		.execute();
	await tx.insertInto('unitTranslation').values(rows).execute();
	const act = { id: newId(), consultationId, kind: 'language', body: note, lang, textLang: lang };
	await tx
		.insertInto('publicAct')
		.values({ ...act, byId, at })
		.execute();
}

function wordsOf(one: ConsultationShape, words: LanguageShape['words']): KeptWords {
	const written = { ...one, otherChannels: one.otherChannels.join('\n'), furtherInfo: '' };
	const fields = wordFields.flatMap((field) => {
		const text = words[field];
		return text ? [[field, { text, of: printOf(written[field]) }] as const] : [];
	});
	return Object.fromEntries(fields);
}
