/** The words of a text that public remarks are about, ready to be shown on it. */

import { createHash } from 'node:crypto';
import type { Database } from '#domain/database.server.ts';
import { segmentsOf, type Highlights } from '#domain/text/anchor/segments.ts';

/** By unit and the language of its text; what is hidden, withdrawn or private highlights nothing. */
export async function highlightsOf(
	db: Database,
	consultationId: string
): Promise<Map<string, Highlights>> {
	const chosen = await db
		.selectFrom('quote')
		.innerJoin('contribution as c', 'c.id', 'quote.contributionId')
		.innerJoin('consultation', (join) =>
			join
				.onRef('consultation.id', '=', 'c.consultationId')
				.onRef('consultation.versionId', '=', 'c.versionId')
		)
		.select(['c.unitId', 'quote.lang', 'quote.startAt as start', 'quote.endAt as end'])
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('c.consultationId', '=', consultationId)
		.where('c.visibility', '=', 'public')
		.where('c.state', '=', 'published')
		.groupBy(['c.unitId', 'quote.lang', 'quote.startAt', 'quote.endAt'])
		.orderBy('quote.startAt')
		.orderBy('quote.endAt')
		.execute();
	const byText = Map.groupBy(chosen, ({ unitId, lang }) => textKey(unitId ?? '', lang));
	return new Map([...byText].map(([key, ranges]) => [key, together(ranges)]));
}

export const textKey = (unitId: string, lang: string) => `${unitId} ${lang}`;

function together(rows: { start: number; end: number; count: number }[]): Highlights {
	const ranges = rows.map(({ start, end, count }) => ({ start, end, count: Number(count) }));
	const said = ranges.map(({ start, end, count }) => `${start}-${end}:${count}`).join(' ');
	return {
		remarks: ranges.reduce((all, { count }) => all + count, 0),
		segments: segmentsOf(ranges),
		mark: createHash('sha1').update(said).digest('base64url')
	};
}
