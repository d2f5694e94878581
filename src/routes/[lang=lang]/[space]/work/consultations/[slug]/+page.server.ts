import type { State } from '#domain/consultation/consultation.ts';
import { checklist } from '#domain/consultation/checklist.ts';
import { actsOf } from '#domain/consultation/desk.server.ts';
import { draftOf } from '#domain/consultation/draft/facts.server.ts';
import { detailsOf } from '#domain/consultation/set-details.server.ts';
import { may, possibleIn } from '#domain/policy/acts.ts';
import { countsByState } from '#domain/response/desk.server.ts';
import { meterOf } from '#domain/response/meter.server.ts';
import { overdueOf, toAnswer } from '#domain/response/meter.ts';
import { keptDraft } from '#domain/version/draft.server.ts';
import { found } from './found.server.ts';
import type { PageServerLoad } from './$types';

const done = ['announced', 'extended', 'noticed', 'rule_changed', 'cancelled', 'declared'] as const;

/** Where a consultation stands: what a draft still lacks, or which public acts there were. */
export const load: PageServerLoad = async (event) => {
	const { row, at, state } = await found(event);
	const { db } = event.locals;
	const said = done.find((word) => word === event.url.searchParams.get('done')) ?? null;
	const acts = await actsOf(db, row.id);
	if (state !== 'DRAFT') {
		const [answers, versions] = await Promise.all([
			state === 'ANNOUNCED' ? null : answersIn(event, row, at),
			state === 'ANNOUNCED' ? null : versionsIn(event, row, state)
		]);
		return { acts, checks: null, done: said, answers, versions };
	}
	const { facts } = await draftOf(db, row.id, row.draftRevision);
	return {
		...{ acts, checks: checklist(detailsOf(row), facts, at), done: said },
		...{ answers: null, versions: null }
	};
};

type Row = Awaited<ReturnType<typeof found>>['row'];
type Asked = Parameters<PageServerLoad>[0];

/** How far answering is; null for who has no desk here. */
async function answersIn({ locals: { db, space, viewer } }: Asked, row: Row, at: Date) {
	if (!may(viewer, 'desk.read', space.id)) return null;
	const [meter, counts] = await Promise.all([meterOf(db, row.id), countsByState(db, row.id)]);
	const { answered, open } = meter;
	const overdue = overdueOf(meter, row.responseBy, at);
	const { draft, review } = counts;
	const { responseBy } = row;
	return { answered, open, all: toAnswer(meter), overdue, draft, review, responseBy };
}

/** Whether a draft of the next version exists; null for who may not see it. */
async function versionsIn({ locals: { db, space, viewer } }: Asked, row: Row, state: State) {
	if (!may(viewer, 'consultation.preview', space.id)) return null;
	const hasDraft = (await keptDraft(db, row.id)) !== undefined;
	return { hasDraft, mayDraft: possibleIn('version.draft', state) };
}
