/** What was typed into a form and kept on the server, for who is signed in. */

import { drop, find } from '#domain/unsent/store.server.ts';
import { formOf, type Fields } from '#domain/unsent/unsent.ts';
import type { Database } from '#domain/database.server.ts';

type Asking = { locals: App.Locals; params: { space: string; slug: string }; url: URL };

/** How a page names its form, where it is kept, and what was kept; null for who is signed out. */
export async function unsentOf({ locals, params, url }: Asking, consultationId: string) {
	const form = formIn(url);
	if (!locals.viewer || !form) return null;
	const kept = await find(locals.db, locals.viewer.id, { consultationId, form });
	const action = `/${locals.lang}/${params.space}/consultations/${params.slug}/unsent`;
	return { form, action, fields: (kept?.fields ?? null) as Fields | null };
}

/** What was sent is unsent no more. */
export async function forgetSent(db: Database, personId: string, consultationId: string, url: URL) {
	const form = formIn(url);
	if (form) await drop(db, personId, { consultationId, form });
}

const formIn = (url: URL) => formOf(url.pathname.split('/').at(-1) ?? '', url.search);
