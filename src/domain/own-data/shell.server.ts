/** Empties a person's row and all that let somebody be them; the row itself stays, for votes and the ledger. */

import { sql } from 'kysely';
import type { Transaction } from '../database.server.ts';
import { unnamed } from '../accounts/person.server.ts';
import { erased } from '../contribution/store.server.ts';
import { noAddress } from './erasure.ts';

type Person = { id: string; email: string };

export async function empty(tx: Transaction, { id, email }: Person, at: Date): Promise<void> {
	await tx
		.updateTable('person')
		.set({
			...{
				name: unnamed,
				email: noAddress(id),
				addressKey: null,
				emailVerified: false,
				image: null
			},
			...{ language: 'en', erasedAt: at, updatedAt: at },
			...{ mailStoppedAt: null, mailStoppedBecause: null }
		})
		.where('id', '=', id)
		.execute();
	await tx
		.updateTable('roleGrant')
		.set({ toAt: at })
		.where('personId', '=', id)
		.where('toAt', 'is', null)
		.execute();
	for (const table of [
		'session',
		'credential',
		'passkey',
		'authenticator',
		'recoveryCode',
		'ticket',
		'unsent',
		'seen',
		'mute',
		'follow',
		'notice'
	] as const)
		await tx.deleteFrom(table).where('personId', '=', id).execute();
	await tx.deleteFrom('mute').where('mutedId', '=', id).execute();
	await tx.deleteFrom('suspension').where('personId', '=', id).execute();
	await tx.deleteFrom('pendingAct').where('email', '=', email).execute();
	await sql`delete from verification where value::jsonb ->> 'email' = ${email}`.execute(tx);
	await tx.deleteFrom('mail').where('recipient', '=', email).execute();
	await tx.deleteFrom('sentForm').where('sender', '=', id).execute();
	await tx
		.deleteFrom('invitation')
		.where((eb) =>
			eb.or([eb('invitedBy', '=', id), eb('usedBy', '=', id), eb('email', '=', email)])
		)
		.execute();
	// What a report says may say who reported; the report itself is the moderators'.
	await tx
		.updateTable('report')
		.set({ note: '', reporterId: null })
		.where('reporterId', '=', id)
		.execute();
	// So do the words of an appeal; that there was one, and its outcome, are of public record.
	await tx
		.updateTable('appeal')
		.set({ words: erased, personId: null })
		.where('personId', '=', id)
		.execute();
	await tx.updateTable('signature').set({ personId: null }).where('personId', '=', id).execute();
	// Whoever goes works on nothing any more.
	await tx
		.updateTable('contribution')
		.set({ assigneeId: null })
		.where('assigneeId', '=', id)
		.execute();
	await tx
		.updateTable('organisation')
		.set({ requestedBy: null })
		.where('requestedBy', '=', id)
		.execute();
}
