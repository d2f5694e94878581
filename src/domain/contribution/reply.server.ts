/** What someone is about to reply to, as they may see it. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { rows, visibleTo } from './read.server.ts';
import { shownTo, type Shown } from './shown.ts';

export async function reply(
	db: Database,
	viewer: Viewer | null,
	consultation: { id: string; spaceId: string },
	reference: string
): Promise<Shown | null> {
	const row = await rows(db)
		.where('contribution.reference', '=', reference)
		.where('contribution.consultationId', '=', consultation.id)
		.where(visibleTo(viewer, consultation.spaceId))
		.executeTakeFirst();
	return row ? shownTo(viewer?.id ?? null, row) : null;
}
