import { error } from '@sveltejs/kit';
import { sections } from '#domain/own-data/sections.ts';
import { everythingAsJson, sectionAsCsv } from '#domain/own-data/take-away.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { RequestHandler } from './$types';

const types = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json' };

/** One file of one's own data, made for this session as it is read; no copy of it lies anywhere. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const viewer = locals.viewer ?? error(401);
	const section = sections.find(({ name }) => name === params.section);
	const everything = params.section === 'everything' && params.format === 'json';
	if (!everything && !(section && params.format === 'csv')) error(404);
	await allow(locals, 'export');
	const headers = {
		'content-type': types[everything ? 'json' : 'csv'],
		'content-disposition': `attachment; filename="folkmoot-${params.section}.${params.format}"`,
		'cache-control': 'no-store'
	};
	if (request.method === 'HEAD') return new Response(null, { headers });
	const pieces =
		section && !everything
			? sectionAsCsv(locals.db, viewer, section)
			: everythingAsJson(locals.db, viewer);
	return new Response(bytesOf(pieces), { headers });
};

const bytesOf = (pieces: AsyncGenerator<string>) =>
	new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const { value, done } = await pieces.next();
				if (done) controller.close();
				else controller.enqueue(Buffer.from(value));
			},
			cancel: () => void pieces.return(undefined)
		},
		{ highWaterMark: 0 }
	);
