/** What was said or supported before signing in, carried out once its author has. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import type { Performed } from '../pending/confirm.server.ts';
import type { Payload } from '../pending/pending.ts';
import { send, type Said } from './send.server.ts';
import { support, type Choice } from './support.server.ts';

/** The payload is what the form's own action held: it was checked when it came. */
export async function performRemark(
	db: Database,
	by: Viewer,
	payload: Payload
): Promise<Performed> {
	const { home, ...said } = payload as Said & { home: string };
	const sent = await send(db, by, said);
	if (!sent.ok) return sent;
	return { ok: true, to: `${home}/contributions/${sent.reference}?new` };
}

export async function performSupport(
	db: Database,
	by: Viewer,
	payload: Payload
): Promise<Performed> {
	const { to, ...choice } = payload as Choice & { to: string };
	const supported = await support(db, by, choice);
	return supported.ok ? { ok: true, to } : supported;
}
