/** Takes an address or a name off what was received elsewhere, when whoever said it asks for that. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { roleFor } from '../consultation/acting.server.ts';
import { lock, withhold } from '../consultation/lock.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { inOne } from '../transaction.server.ts';
import { entered } from './store.server.ts';

export const forgettable = ['contact', 'name'] as const;
export type Forgettable = (typeof forgettable)[number];

type Asked = { consultationId: string; reference: string; what: Forgettable };

/** Possible as long as the space stands, whatever has become of the consultation. */
export function forget(db: Database, by: Viewer, { consultationId, reference, what }: Asked) {
	const no = (code: 'missing' | 'not_allowed') => ({ ok: false as const, obstacle: { code } });
	return inOne(db, async (tx) => {
		const held = await lock(tx, consultationId, 'shared');
		if (!held) return no('missing');
		const { consultation, at } = held;
		const { spaceId } = consultation;
		const role = roleFor(by, 'contribution.enter', spaceId);
		if (!role) return no('not_allowed');
		const one = await entered(tx, by, consultation, reference);
		if (!one) return no('missing');

		if (what === 'name') {
			await tx
				.updateTable('contribution')
				.set({ authorName: '' })
				.where('id', '=', one.id)
				.execute();
			await tx
				.updateTable('receivedElsewhere')
				.set({ consent: 'nameless' })
				.where('contributionId', '=', one.id)
				.where('consent', '=', 'named')
				.execute();
		} else {
			await tx
				.deleteFrom('mail')
				.where('kind', 'in', ['receipt_elsewhere', 'answered_elsewhere'])
				.where(sql`facts ->> 'reference'`, '=', reference)
				.execute();
			await tx
				.updateTable('receivedElsewhere')
				.set({ contact: null })
				.where('contributionId', '=', one.id)
				.execute();
		}
		await ledger.record(tx, {
			...{ spaceId, type: `contribution.${what}_forgotten`, role, personId: by.id, at },
			about: ['contribution', one.id],
			payload: { reference }
		});
		if (what === 'name') await withhold(tx, consultationId);
		return { ok: true as const };
	});
}
