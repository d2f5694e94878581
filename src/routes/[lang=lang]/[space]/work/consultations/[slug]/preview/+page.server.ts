import { error } from '@sveltejs/kit';
import { entriesAt } from '#domain/consultation/draft/store.server.ts';
import { noVoices, previewOverview, previewUnits } from '#domain/consultation/preview.ts';
import { headOf } from '#domain/consultation/store.server.ts';
import { found } from '../found.server.ts';
import type { PageServerLoad } from './$types';

/** The draft as the public will see it on the first day. */
export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	if (state !== 'DRAFT') error(404);
	const { db } = event.locals;
	const [head, entries] = await Promise.all([
		headOf(db, row.id),
		entriesAt(db, row.id, row.draftRevision)
	]);
	if (!head) error(404);
	const units = previewUnits(entries, row.firstNumber);
	const at = head.opensAt && head.opensAt > head.at ? head.opensAt : head.at;
	const open = { ...head, state: 'OPEN' as const, at };
	return { reading: { head: open, units, voices: noVoices(), overview: previewOverview(units) } };
};
