import { error } from '@sveltejs/kit';
import { anchorOf } from '#domain/consultation/unit-names.ts';
import { headOf } from '#domain/consultation/store.server.ts';
import { dir, type Unit } from '#domain/text/unit.ts';
import { wordFields } from '#domain/translation/content.ts';
import { besideOf } from '../translation.server.ts';
import type { PageServerLoad } from './$types';

/** The text as it will read in the language. */
export const load: PageServerLoad = async (event) => {
	const { row, tongue, content, rows } = await besideOf(event);
	const head = await headOf(event.locals.db, row.id);
	if (!head) error(404);
	const said = wordFields.filter((field) => content.words[field] && row[field]);
	const units = rows.flatMap(({ original, piece, native }, at) => {
		if (!original) return [];
		const stands = piece && !piece.excluded && !native && piece.unit.kind === original.unit.kind;
		const unit: Unit = stands ? piece.unit : original.unit;
		const { kind, body } = unit;
		const lang = stands ? tongue : unit.lang;
		const level = original.unit.kind === 'heading' ? original.unit.level : null;
		const named = { unitId: `preview-${at}`, number: original.number };
		const shown = { kind, level, lang, dir: dir({ ...unit, lang } as Unit), body };
		return [{ ...named, anchor: anchorOf(named), ...shown }];
	});
	return {
		tongue,
		head: {
			...head,
			...Object.fromEntries(said.map((field) => [field, content.words[field] ?? ''])),
			tongues: Object.fromEntries(said.map((field) => [field, tongue]))
		},
		units
	};
};
