/** The further languages of the example's texts: laid beside them as staff would, and published. */

import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { parse } from '#domain/text/split/parse.ts';
import type { Unit } from '#domain/text/unit.ts';
import { compose, write } from '#domain/translation/compose.server.ts';
import { imported } from '#domain/translation/operation.ts';
import { originalsOf } from '#domain/translation/source.server.ts';
import { addStep } from '#domain/translation/store.server.ts';
import type { LanguageShape } from '../arcadia/shape.ts';

type Place = { consultationId: string; versionId: string; byId: string; at: Date };

export async function fillLanguage(
	tx: Transaction,
	{ lang, markdown, words, note }: LanguageShape,
	{ consultationId, versionId, byId, at }: Place
) {
	const source = { content: markdown, format: 'markdown', language: lang } as const;
	const split = await parse(source, () => undefined);
	if (!split.ok) throw new Error(`The text in ${lang} could not be split: ${split.obstacle.code}`);
	const one = await tx
		.selectFrom('consultation')
		.selectAll()
		.where('id', '=', consultationId)
		.executeTakeFirstOrThrow();
	const units = split.units.map((unit) => ({ ...unit, lang }) as Unit);
	const content = imported({ words, pieces: [] }, await originalsOf(tx, one), units);
	await tx.insertInto('translationDraft').values({ consultationId, lang }).execute();
	const step = { consultationId, lang, revision: 1, act: { op: 'import' as const }, byId };
	await addStep(tx, step, content);

	const made = await compose(tx, one, lang, 1);
	if (!made.ok) throw new Error(`The text in ${lang} does not fit: ${made.obstacle.code}`);
	await write(tx, { one, versionId, lang, at }, made.composed);
	const act = { id: newId(), consultationId, kind: 'language', body: note, lang, textLang: lang };
	await tx
		.insertInto('publicAct')
		.values({ ...act, byId, at })
		.execute();
}
