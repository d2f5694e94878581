import { error, json } from '@sveltejs/kit';
import { completions } from '#domain/contribution/completions.server.ts';
import { announced, consultationId } from '#domain/contribution/spot.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { RequestHandler } from './$types';

/** What the reference being typed could become. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { db, space } = locals;
	const begun = url.searchParams.get('q') ?? '';
	if (begun.length > 60) error(400);
	await allow(locals, 'complete');
	const id = await consultationId(db, space.id, params.slug);
	const found = id ? await announced(db, id) : undefined;
	if (!id || !found) error(404);
	const where = {
		consultationId: id,
		text: found.text,
		organisations: space.organisations ?? new Map<string, string>()
	};
	return json(await completions(db, where, begun));
};
