/** What there is to tell, as a row of the act that makes it so; who is told and how is found out afterwards. */

import type { Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { enqueue } from '#domain/jobs.server.ts';

export const newsKinds = [
	'opened',
	'extended',
	'closed',
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
	at: Date;
};

/** Writes one piece of news and leaves the telling to the queue; answers its id. */
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
			facts: JSON.stringify(news.facts ?? {})
		})
		.execute();
	await enqueue(tx, 'tell_news', { id }, { jobKey: `news ${id}` });
	return id;
}
