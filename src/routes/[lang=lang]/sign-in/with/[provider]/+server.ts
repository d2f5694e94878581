import { error } from '@sveltejs/kit';
import { allow } from '#platform/limits.server.ts';
import { setOut, wayCookie } from '#platform/provider/flow.server.ts';
import { safePath } from '#platform/safe-path.ts';
import type { RequestHandler } from './$types';

/** Off to a provider. Nothing is kept here: what must be remembered travels sealed in the browser. */
export const GET: RequestHandler = async ({ locals, params, url, cookies }) => {
	const { house, lang, viewer } = locals;
	const provider = house.config.providers.find(({ id }) => id === params.provider) ?? error(404);
	await allow(locals, 'sign_in');
	const joining = viewer !== null && url.searchParams.get('join') === '1';
	const begun = await setOut(house, provider, {
		lang,
		to: safePath(url.searchParams.get('to'), '') || null,
		sessionId: joining ? viewer.sessionId : null
	});
	const { name, options } = wayCookie(house);
	cookies.set(name, begun.cookie, options);
	// Kit sends nobody to another site by itself; this address is of the settings.
	return new Response(null, { status: 303, headers: { location: begun.url } });
};
