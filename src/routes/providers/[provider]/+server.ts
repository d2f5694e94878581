import { error, redirect } from '@sveltejs/kit';
import { newArrival, personOfAccount } from '#domain/keys/arrival.server.ts';
import { nextStep } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import { arrivalCookie } from '#platform/provider/arrival-cookie.server.ts';
import { comeBack, wayCookie, wayOfCookie } from '#platform/provider/flow.server.ts';
import { safePath } from '#platform/safe-path.ts';
import { openFor } from '#platform/sign-in.server.ts';
import type { RequestHandler } from './$types';

/** Back from a provider, in the browser that set out: signed in when known, and otherwise asked whose account it is. */
export const GET: RequestHandler = async ({ locals, params, url, cookies, request }) => {
	const { house, db } = locals;
	const provider = house.config.providers.find(({ id }) => id === params.provider) ?? error(404);
	await allow(locals, 'sign_in');
	const { name, options } = wayCookie(house);
	const way = await wayOfCookie(house, cookies.get(name));
	cookies.delete(name, options);
	const lang = way?.lang ?? locals.lang;
	const arrival = way && (await comeBack(house, provider, way, url.search));
	if (!arrival) redirect(303, `/${lang}/sign-in?refused`);

	const known = await personOfAccount(db, arrival);
	if (known && !way.sessionId) {
		const opened = known.suspendedAt
			? null
			: await openFor(house, known.id, request, locals, false);
		if (!opened) redirect(303, `/${lang}/sign-in?refused`);
		cookies.set(house.auth.cookie, opened.cookie, house.auth.cookieOptions);
		const to = safePath(way.to, `/${lang}/account`);
		const { viewer } = opened;
		redirect(303, viewer.step ? `${nextStep(lang, viewer)}?to=${encodeURIComponent(to)}` : to);
	}
	const kept = arrivalCookie(house);
	cookies.set(kept.name, await newArrival(db, arrival, way.sessionId ?? undefined), kept.options);
	redirect(303, way.sessionId ? `/${lang}/account/keys#providers` : `/${lang}/sign-in/arrival`);
};
