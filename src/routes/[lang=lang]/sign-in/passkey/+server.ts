import { error, json, redirect, type RequestEvent } from '@sveltejs/kit';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { newPasskeyOptions, passkeyOptions, takePasskey } from '#domain/keys/passkey.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { passkeyAnswer, whoIsHere } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import { safePath } from '#platform/safe-path.ts';
import { openFor } from '#platform/sign-in.server.ts';
import type { RequestHandler } from './$types';

/** What the browser asks its device with, and what the device answered to sign in. */
export const POST: RequestHandler = async (event) => {
	const { locals, request } = event;
	const { db, house } = locals;
	const { purpose, response } = await fieldsOf(request);
	await allow(locals, 'sign_in');
	if (response) return signIn(event, response);
	// A challenge changes nothing until it is answered.
	if (purpose === 'sign_in') return json(await passkeyOptions(db, null, house.config));
	if (purpose === 'step') return json(await passkeyOptions(db, whoIsHere(locals).id, house.config));
	if (purpose === 'new' && locals.viewer)
		return json(await newPasskeyOptions(db, locals.viewer, house.config));
	error(400);
};

async function signIn(event: RequestEvent, response: string): Promise<never> {
	const { locals, request, url, cookies } = event;
	const { db, house, lang } = locals;
	const answer = passkeyAnswer<AuthenticationResponseJSON>(response);
	const personId = answer && (await takePasskey(db, answer, null, house.config));
	const opened = personId && (await openFor(house, personId, request, locals, true));
	const query = url.searchParams;
	if (!opened) {
		query.set('refused', 'passkey');
		redirect(303, `/${lang}/sign-in?${query}`);
	}
	cookies.set(house.auth.cookie, opened.cookie, house.auth.cookieOptions);
	const act = query.get('act');
	if (act) redirect(303, `/${lang}/pending?act=${encodeURIComponent(act.slice(0, 100))}`);
	redirect(303, safePath(query.get('to'), `/${lang}/account`));
}
