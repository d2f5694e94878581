/** What there is to tell, as a row of the act that makes it so; who is told and how is found out afterwards. */

import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { enqueue } from '#domain/jobs.server.ts';

export const newsKinds = [
	'opened',
	'extended',
	'closing',
	'closed',
	'cancelled',
	'answered',
	'round',
	'contribution',
	'reply',
	'grouped',
	'response',
	'version'
] as const;
export type NewsKind = (typeof newsKinds)[number];

export type News = {
	kind: NewsKind;
	spaceId: string;
	consultationId: string;
	/** What was said, or what something became of. */
	contributionId?: string | null;
	responseId?: string | null;
	versionId?: string | null;
	unitId?: string | null;
	/** Numbers, names and moments its sentence needs; never words of a contribution. */
	facts?: Record<string, string | number>;
	/** Who made it so and is not told; whoever said or published it is known without. */
	byId?: string | null;
	at: Date;
};

/** What comes often: it waits for the minute to be told together, so that saying something costs one row. */
const often: readonly NewsKind[] = ['contribution', 'reply', 'grouped'];

/** Writes one piece of news, to be told by the queue; answers its id. */
export async function tell(tx: Transaction, news: News): Promise<string> {
	const id = newId();
	const { kind, spaceId, consultationId, at } = news;
	await tx
		.insertInto('news')
		.values({
			...{ id, kind, spaceId, consultationId, at },
			contributionId: news.contributionId ?? null,
			responseId: news.responseId ?? null,
			versionId: news.versionId ?? null,
			unitId: news.unitId ?? null,
			byId: news.byId ?? null,
			facts: JSON.stringify(news.facts ?? {})
		})
		.execute();
	if (!often.includes(kind)) await askToTell(tx, consultationId);
	return id;
}

/** Leaves the telling of all that waits on a consultation to the queue: one job, however often it is asked. */
export const askToTell = (tx: Transaction, consultationId: string) =>
	enqueue(tx, 'tell_news', { id: consultationId }, { jobKey: `news ${consultationId}` });
