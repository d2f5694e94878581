/** A report written before signing in, carried out once its author has. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import type { Performed } from '../pending/confirm.server.ts';
import type { Payload } from '../pending/pending.ts';
import { report, type Complaint } from './report.server.ts';

export async function performReport(
	db: Database,
	by: Viewer,
	payload: Payload
): Promise<Performed> {
	const { to, ...complaint } = payload as Complaint & { to: string };
	const reported = await report(db, by, complaint);
	return reported.ok ? { ok: true, to } : reported;
}
