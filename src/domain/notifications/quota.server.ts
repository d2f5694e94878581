/** How much mail strangers can cause an address: three an hour, by whichever way. */

import { sql } from 'kysely';
import type { Transaction } from '#domain/database.server.ts';
import type { Kind } from './notify.server.ts';

const perHour = 3;

/** Kinds anyone can set off for an address they only know; what answers one's own acts is not counted. */
const unasked: Kind[] = [
	'sign_in',
	'sign_in_act',
	'set_up',
	'invitation',
	'role_granted',
	'address_confirm',
	'address_taken',
	'arrival'
];

/** Whether one more such mail may go to an address. Holds the address until the transaction ends. */
export async function mayMail(tx: Transaction, recipient: string): Promise<boolean> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`mail:${recipient}`}, 0))`.execute(tx);
	const { count } = await tx
		.selectFrom('mail')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('recipient', '=', recipient)
		.where('kind', 'in', unasked)
		.where('createdAt', '>', sql<Date>`clock_timestamp() - interval '1 hour'`)
		.executeTakeFirstOrThrow();
	return count < perHour;
}
