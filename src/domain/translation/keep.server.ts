/** Keeps a document that was read as the text in another language: laid beside the units, one step that can be undone. */

import { lock } from '../consultation/lock.server.ts';
import type { Transaction } from '../database.server.ts';
import { possibleIn } from '../policy/acts.ts';
import { stateOf } from '../consultation/consultation.ts';
import type { Unit } from '../text/unit.ts';
import { imported } from './operation.ts';
import { originalsOf } from './source.server.ts';
import { addStep, contentAt, lockedDraft } from './store.server.ts';

type Read = { title: string; units: readonly Unit[] };

/** The consultation it belongs to; null when its text takes no languages any more. */
export async function keepTranslation(
	tx: Transaction,
	{ id, lang, byId }: { id: string; lang: string; byId: string | null },
	read: Read
) {
	const locked = await lock(tx, id, 'shared');
	if (!locked || !possibleIn('consultation.translate', stateOf(locked.consultation, locked.at)))
		return null;
	const { consultation } = locked;
	const { revision } = await lockedDraft(tx, id, lang);
	const before = await contentAt(tx, id, lang, revision);
	const units = read.units.map((unit) => ({ ...unit, lang }) as Unit);
	const made = imported(before, await originalsOf(tx, consultation), units);
	const title = before.words.title ?? [...read.title].slice(0, 200).join('');
	const content = { ...made, words: title ? { ...before.words, title } : before.words };
	const step = { consultationId: id, lang, revision: revision + 1, byId };
	await addStep(tx, { ...step, act: { op: 'import' } }, content);
	return { id, slug: consultation.slug };
}
