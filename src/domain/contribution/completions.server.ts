/** What a reference that is being typed could become: a unit, a public contribution, an organisation. */

import type { PublishedText } from '../consultation/text.server.ts';
import type { Database } from '../database.server.ts';

export const most = 8;

/** What to write, and what it stands for. */
export type Completion = { write: string; says: string; lang?: string };

type Where = {
	consultationId: string;
	text: PublishedText;
	organisations: ReadonlyMap<string, string>;
};

/** At most eight; none for anything but the beginning of a reference. One query at most. */
export async function completions(
	db: Database,
	where: Where,
	begun: string
): Promise<Completion[]> {
	if (/^P\d{0,6}$/.test(begun)) return units(where.text, begun);
	if (/^@[\p{L}\p{M}\p{N}-]{0,40}$/u.test(begun))
		return bodies(where.organisations, begun.slice(1));
	return /^C-[0-9A-Z]{1,6}$/.test(begun) ? said(db, where.consultationId, begun) : [];
}

const units = (text: PublishedText, begun: string): Completion[] =>
	text.units
		.filter(({ number }) => number !== null && `P${number}`.startsWith(begun))
		.slice(0, most)
		.map(({ number, plain, lang }) => ({ write: `P${number}`, says: beginning(plain), lang }));

/** By the beginning of a word of the name, or of the address. */
function bodies(organisations: ReadonlyMap<string, string>, begun: string): Completion[] {
	const wanted = folded(begun);
	return [...organisations]
		.filter(([slug, name]) =>
			[slug, ...folded(name).split(/[\s,.()-]+/)].some((word) => word.startsWith(wanted))
		)
		.slice(0, most)
		.map(([slug, name]) => ({ write: `@${slug}`, says: name }));
}

async function said(db: Database, consultationId: string, begun: string): Promise<Completion[]> {
	const rows = await db
		.selectFrom('contribution')
		.select(['reference', 'body', 'lang'])
		.where('consultationId', '=', consultationId)
		.where('reference', 'like', `${begun}%`)
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.orderBy('reference')
		.limit(most)
		.execute();
	return rows.map(({ reference, body, lang }) => ({
		write: reference,
		says: beginning(body),
		lang
	}));
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const beginning = (text: string) =>
	[...text.slice(0, 400).replace(/\s+/g, ' ')].slice(0, 70).join('').trim();
