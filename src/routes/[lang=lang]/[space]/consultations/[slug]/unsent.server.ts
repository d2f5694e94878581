/** What was typed into a form and kept on the server, for who is signed in. */

import type { Transaction } from '#domain/database.server.ts';
import * as store from '#domain/unsent/store.server.ts';
import { formOf, type Fields } from '#domain/unsent/unsent.ts';

type Asking = { locals: App.Locals; params: { space: string; slug: string }; url: URL };

/** How a page names its form, where it is kept, and what was kept; null for who is signed out. */
export async function unsentOf({ locals, params, url }: Asking, consultationId: string) {
	const form = formIn(url);
	if (!locals.viewer || !form) return null;
	const kept = await store.find(locals.db, locals.viewer.id, { consultationId, form });
	const action = `/${locals.lang}/${params.space}/consultations/${params.slug}/unsent`;
	return { form, action, fields: (kept?.fields ?? null) as Fields | null };
}

/** The same for a form that was just sent. */
export async function forgetSent(
	tx: Transaction,
	personId: string,
	consultationId: string,
	url: URL
) {
	const form = formIn(url);
	if (form) await store.forgetSent(tx, personId, { consultationId, form });
}

const formIn = (url: URL) => formOf(url.pathname.split('/').at(-1) ?? '', url.search);
