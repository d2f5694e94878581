/** Who spoke by letter or telephone and left an address is told of the answer there, once for each answer. */

import { sql } from 'kysely';
import { isEmail } from '../accounts/accounts.ts';
import type { Database, Transaction } from '../database.server.ts';
import { isLanguage } from '../languages.ts';
import { notifyAll } from './notify.server.ts';

type Row = {
	contact: string;
	contribution: string;
	reference: string;
	lang: string;
	title: string;
	slug: string;
	language: string;
	count: number;
};

/** Part of the transaction in which the news is taken, so it is told once. */
export async function tellContacts(tx: Transaction, newsIds: readonly string[]): Promise<void> {
	const { rows } = await sql<Row>`
		select distinct on (n.id, e.contact) e.contact, k.id as contribution, k.reference, k.lang, c.title,
			s.slug, s.language, count(*) over (partition by n.id, e.contact)::int as count
		from news n
		join reasoned_response_contribution r on r.response_id = n.response_id
		join received_elsewhere e on e.contribution_id = r.contribution_id and e.contact is not null
		join contribution k on k.id = r.contribution_id and k.state <> 'withdrawn'
		join consultation c on c.id = n.consultation_id
		join space s on s.id = n.space_id
		where n.id = any(${[...newsIds]}::uuid[]) and n.kind = 'response'
		order by n.id, e.contact, k.received_at, k.id`.execute(tx);
	await notifyAll(
		tx,
		rows
			.filter(({ contact }) => isEmail(contact))
			.map(({ contact, contribution, reference, lang, title, slug, language, count }) => {
				const spoken = isLanguage(lang) ? lang : language;
				return {
					recipient: contact,
					language: spoken,
					kind: 'answered_elsewhere' as const,
					facts: {
						...{ reference, title, count, contribution },
						path: `/${spoken}/${slug}/contributions/${reference}`
					}
				};
			})
	);
}

/** Where a contact was given for a contribution; undefined once it is forgotten. */
export async function contactOf(db: Database, contributionId: string) {
	return db
		.selectFrom('receivedElsewhere')
		.innerJoin('contribution', 'contribution.id', 'receivedElsewhere.contributionId')
		.select(['receivedElsewhere.contact', 'contribution.reference'])
		.where('contributionId', '=', contributionId)
		.where('contact', 'is not', null)
		.executeTakeFirst();
}

/** Forgets the address, here and wherever else it was given: nothing more is written to it. */
export async function forgetContact(db: Database, contact: string): Promise<number> {
	const { numUpdatedRows } = await db
		.updateTable('receivedElsewhere')
		.set({ contact: null })
		.where('contact', '=', contact)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
