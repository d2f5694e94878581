/** Sends what the forms of remarks and suggestions hold: kept until signing in, or sent once. */

import { redirect } from '@sveltejs/kit';
import { placePath } from '#domain/contribution/place.ts';
import { send, type Said } from '#domain/contribution/send.server.ts';
import { nameOf } from '#domain/organisation/store.server.ts';
import { hold } from '#domain/pending/hold.server.ts';
import { once } from '#platform/once.server.ts';
import { forgetSent } from './unsent.server.ts';

type Asking = { locals: App.Locals; params: { space: string; slug: string }; url: URL };

/** Redirects where it was taken; else answers what stands in the way. */
export async function sendSaid({ locals, params, url }: Asking, key: string, said: Said) {
	const home = `/${locals.lang}/${params.space}`;
	if (!locals.viewer) {
		const speaksFor = said.as ? await nameOf(locals.db, locals.space.id, said.as) : undefined;
		const returnTo = `${home}/consultations/${params.slug}/${placePath(said.on)}`;
		const payload = { ...said, home, speaksFor };
		const token = await hold(locals.db, {
			...{ act: 'remark', payload, language: locals.lang, returnTo, key }
		});
		redirect(303, `/${locals.lang}/sign-in?act=${token}`);
	}
	const by = locals.viewer;
	const form = { key, sender: by.id, body: { ...said, on: url.searchParams.get('on') } };
	const outcome = await once(locals.db, form, async (tx) => {
		const sent = await send(tx, by, said);
		if (sent.ok) await forgetSent(tx, by.id, said.consultationId, url);
		return sent;
	});
	if (!outcome.ok) return outcome.obstacle;
	return redirect(303, `${home}/contributions/${outcome.reference}?new`);
}
