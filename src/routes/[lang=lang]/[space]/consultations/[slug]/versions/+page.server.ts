import { redirect } from '@sveltejs/kit';
import { placing } from '#domain/version/place-quotes.server.ts';
import { versionsAt } from './versions.server.ts';
import type { PageServerLoad } from './$types';

/** Every published version of a text, newest first; with two of them named, the way to what differs between them. */
export const load: PageServerLoad = async (event) => {
	const found = await versionsAt(event);
	const asked = (name: string) =>
		found.versions.find(({ n }) => String(n) === event.url.searchParams.get(name));
	const [from, to] = [asked('from'), asked('to')];
	if (from && to) redirect(303, `${found.base}/versions/${to.n}/changes?from=${from.n}`);
	return { ...found, placing: await placing(event.locals.db, found.current.id) };
};
