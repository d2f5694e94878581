/** Says which number the first numbered unit of a draft gets. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import { acting } from '../acting.server.ts';
import type { Database } from '#domain/database.server.ts';
import { mayBeFirst } from '#domain/text/review.ts';

export async function setFirstNumber(
	db: Database,
	by: Viewer,
	consultationId: string,
	first: number
) {
	if (!mayBeFirst(first))
		return { ok: false as const, obstacle: { code: 'not_a_number' as const } };
	return acting(db, by, 'consultation.draft', consultationId, 'alone', async ({ tx }) => {
		await tx
			.updateTable('consultation')
			.set({ firstNumber: first })
			.where('id', '=', consultationId)
			.execute();
		return { ok: true as const };
	});
}
