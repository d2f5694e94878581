/** What pages about keys share: who is asked, what a browser answers with a passkey, where it goes on. */

import { error, type Cookies, type RequestEvent } from '@sveltejs/kit';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { joinArrived } from '#domain/keys/arrival.server.ts';
import { arrivalCookie } from './provider/arrival-cookie.server.ts';

/** Who is here, also before their second key was used. */
export const whoIsHere = ({ viewer, partial }: App.Locals): Viewer =>
	viewer ?? partial ?? error(401);

/** The door lets nobody in who is not signed in; this tells the types so. */
export const someone = ({ viewer }: App.Locals): Viewer => viewer ?? error(401);

/** Where someone goes whose mail link was right but is not enough. */
export const nextStep = (lang: string, { step }: Viewer) =>
	`/${lang}/account/${step === 'challenge' ? 'confirm' : 'keys'}`;

/** The session's new secret goes to its browser; what was remembered of the person goes. */
export async function goOnWith(
	{ locals, cookies }: { locals: App.Locals; cookies: Cookies },
	personId: string,
	token: string
) {
	const { auth, sessions } = locals.house;
	cookies.set(auth.cookie, await auth.cookieFor(token), auth.cookieOptions);
	sessions.forget(personId);
}

const text = z.string().max(20_000);
const Answer = z.looseObject({
	id: text,
	rawId: text,
	type: z.literal('public-key'),
	response: z.looseObject({ clientDataJSON: text }),
	clientExtensionResults: z.looseObject({})
});

/** What a browser says of a passkey, in shape; null when it is nothing of the kind. */
export function passkeyAnswer<Kind extends AuthenticationResponseJSON | RegistrationResponseJSON>(
	sent: string | undefined
): Kind | null {
	try {
		const parsed = Answer.safeParse(JSON.parse(sent ?? ''));
		return parsed.success ? (parsed.data as unknown as Kind) : null;
	} catch {
		return null;
	}
}

/** Who came from a provider in this same browser and then pressed our link: the two are joined. */
export async function joinTo({ locals, cookies }: RequestEvent, person: Viewer): Promise<void> {
	const { name, options } = arrivalCookie(locals.house);
	const token = cookies.get(name);
	if (!token) return;
	if (await joinArrived(locals.db, token, person)) cookies.delete(name, options);
}
