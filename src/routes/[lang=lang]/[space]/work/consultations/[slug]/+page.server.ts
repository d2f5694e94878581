import { checklist } from '#domain/consultation/checklist.ts';
import { actsOf } from '#domain/consultation/desk.server.ts';
import { draftOf } from '#domain/consultation/draft/facts.server.ts';
import { detailsOf } from '#domain/consultation/set-details.server.ts';
import { found } from './found.server.ts';
import type { PageServerLoad } from './$types';

const done = ['announced', 'extended', 'noticed', 'rule_changed', 'cancelled', 'declared'] as const;

/** Where a consultation stands: what a draft still lacks, or which public acts there were. */
export const load: PageServerLoad = async (event) => {
	const { row, at, state } = await found(event);
	const { db } = event.locals;
	const said = done.find((word) => word === event.url.searchParams.get('done')) ?? null;
	const acts = await actsOf(db, row.id);
	if (state !== 'DRAFT') return { acts, checks: null, done: said };
	const { facts } = await draftOf(db, row.id, row.draftRevision);
	return { acts, checks: checklist(detailsOf(row), facts, at), done: said };
};
