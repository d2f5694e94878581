import { error, json } from '@sveltejs/kit';
import { newPasskeyOptions, passkeyOptions } from '#domain/keys/passkey.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { whoIsHere } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { RequestHandler } from './$types';

/** What the browser asks its device with. A challenge changes nothing until it is answered at another door. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const { db, house } = locals;
	const { purpose } = await fieldsOf(request);
	await allow(locals, 'sign_in');
	if (purpose === 'sign_in') return json(await passkeyOptions(db, null, house.config));
	if (purpose === 'step') return json(await passkeyOptions(db, whoIsHere(locals).id, house.config));
	if (purpose === 'new' && locals.viewer)
		return json(await newPasskeyOptions(db, locals.viewer, house.config));
	error(400);
};
