/** The contributions and answers that a change names, found by their references. */

import type { Database } from '../database.server.ts';
import type { Reasons } from './operation.ts';
import type { How } from './version.ts';

export const longestNote = 2000;
/** So many a change may name; more than anyone reads. */
export const mostNamed = 500;

export type Named = {
	note: string;
	noteLang: string;
	/** References, each with how it caused the change. */
	contributions: readonly { reference: string; how: How }[];
	responses: readonly string[];
};

export type NamedFault =
	| { code: 'note_too_long'; length: number; limit: number }
	| { code: 'too_many_named'; count: number; limit: number }
	| { code: 'not_named_here'; references: string };

/** Whatever looks like a reference in what was typed, once each, in capitals. */
export const referencesIn = (typed: string) => [
	...new Set(
		[...typed.toUpperCase().matchAll(/(?<![0-9A-Z-])([CR]-[0-9A-Z]{6})(?![0-9A-Z-])/g)].map(
			([, reference]) => reference ?? ''
		)
	)
];

/** The reasons as they are kept; every reference must be one of this consultation’s. Two queries. */
export async function reasonsOf(
	db: Database,
	consultationId: string,
	named: Named
): Promise<{ ok: true; reasons: Reasons } | { ok: false; obstacle: NamedFault }> {
	const { note, noteLang } = named;
	const { length } = [...note];
	const no = (obstacle: NamedFault) => ({ ok: false as const, obstacle });
	if (length > longestNote) return no({ code: 'note_too_long', length, limit: longestNote });
	const count = named.contributions.length + named.responses.length;
	if (count > mostNamed) return no({ code: 'too_many_named', count, limit: mostNamed });

	const [contributions, responses] = await Promise.all([
		idsOf(
			db,
			'contribution',
			consultationId,
			named.contributions.map((one) => one.reference)
		),
		idsOf(db, 'reasonedResponse', consultationId, named.responses)
	]);
	const unknown = [
		...named.contributions.map((one) => one.reference).filter((one) => !contributions.has(one)),
		...named.responses.filter((one) => !responses.has(one))
	];
	if (unknown.length) return no({ code: 'not_named_here', references: unknown.join(', ') });
	return {
		ok: true,
		reasons: {
			note,
			noteLang: note ? noteLang : 'und',
			contributions: named.contributions.map(({ reference, how }) => ({
				id: contributions.get(reference) ?? '',
				how
			})),
			responses: named.responses.map((reference) => responses.get(reference) ?? '')
		}
	};
}

async function idsOf(
	db: Database,
	table: 'contribution' | 'reasonedResponse',
	consultationId: string,
	references: readonly string[]
): Promise<Map<string, string>> {
	if (references.length === 0) return new Map();
	const rows = await db
		.selectFrom(table)
		.select(['id', 'reference'])
		.where('consultationId', '=', consultationId)
		.where('reference', 'in', [...references])
		.execute();
	return new Map(rows.map(({ id, reference }) => [reference, id]));
}

/** The references behind ids, for the fields of a form. */
export async function referencesOf(db: Database, reasons: readonly Reasons[]) {
	const ids = reasons.flatMap(({ contributions }) => contributions.map(({ id }) => id));
	const answers = reasons.flatMap(({ responses }) => responses);
	const [contributions, responses] = await Promise.all([
		ids.length
			? db.selectFrom('contribution').select(['id', 'reference']).where('id', 'in', ids).execute()
			: [],
		answers.length
			? db
					.selectFrom('reasonedResponse')
					.select(['id', 'reference'])
					.where('id', 'in', answers)
					.execute()
			: []
	]);
	return new Map([...contributions, ...responses].map(({ id, reference }) => [id, reference]));
}
