import { error } from '@sveltejs/kit';
import { columns, lineOf } from '#domain/moderation/register-file.ts';
import { entriesAfter, type Place } from '#domain/moderation/register.server.ts';
import { filterOf } from '#domain/moderation/register.ts';
import { csvOf, mark } from '#domain/open-data/csv.ts';
import { licence } from '#domain/open-data/dictionary.ts';
import { allow } from '#platform/limits.server.ts';
import type { RequestHandler } from './$types';

const batch = 500;

/** The register as CSV, a batch asked for as the other side reads; filtered as its page is. */
export const GET: RequestHandler = async ({ locals, url, request }) => {
	const filter = filterOf(url.searchParams);
	if (!filter) error(404);
	await allow(locals, 'export');
	const headers = {
		'content-type': 'text/csv; charset=utf-8; header=present',
		'content-disposition': 'attachment; filename="moderation.csv"',
		'cache-control': 'public, max-age=0, must-revalidate',
		link: `<${licence.url}>; rel="license"`
	};
	if (request.method === 'HEAD') return new Response(null, { headers });
	const { db, space, house } = locals;
	const { origin } = house.config;
	let after: Place | null = null;
	const body = new ReadableStream<Uint8Array>(
		{
			start: (controller) => controller.enqueue(Buffer.from(mark + csvOf([columns]))),
			async pull(controller) {
				const found = await entriesAfter(db, space.id, filter, batch, after);
				const last = found.at(-1);
				if (last) {
					after = { at: last.exact, id: last.id };
					controller.enqueue(Buffer.from(csvOf(found.map((one) => lineOf(origin, one)))));
				}
				if (found.length < batch) controller.close();
			}
		},
		{ highWaterMark: 0 }
	);
	return new Response(body, { headers });
};
