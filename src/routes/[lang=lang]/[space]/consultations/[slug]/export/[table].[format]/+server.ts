import { error } from '@sveltejs/kit';
import { now } from '#domain/clock.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import {
	aboutOf,
	columns,
	isFormat,
	isTable,
	licence,
	tables
} from '#domain/open-data/dictionary.ts';
import * as store from '#domain/open-data/store.server.ts';
import { takeAway } from '#domain/open-data/take-away.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { allow } from '#platform/limits.server.ts';
import { wordsIn, type Key } from '#ui/words.ts';
import type { RequestHandler } from './$types';

const types = {
	csv: 'text/csv; charset=utf-8; header=present',
	json: 'application/json; charset=utf-8'
};

/** One file, streamed: the pieces are asked for as fast as the other side reads, and no more once it leaves. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	const { table, format } = params;
	if (!isFormat(format) || !(isTable(table) || (table === 'dictionary' && format === 'json')))
		error(404);
	await allow(locals, 'export');
	const consultation = await store.bySlug(locals.db, locals.space.id, params.slug);
	const at = await now(locals.db);
	if (!consultation || !possibleIn('export.read', stateOf(consultation, at))) error(404);

	const mark = await store.mark(locals.db, consultation.id);
	const etag = `W/"${table}-${format}-${locals.lang}-${mark}"`;
	const headers = {
		'content-type': types[format],
		'content-disposition': `attachment; filename="${params.slug}-${table}.${format}"`,
		'cache-control': 'public, max-age=0, must-revalidate',
		link: `<${licence.url}>; rel="license"`,
		etag
	};
	const known = request.headers.get('if-none-match')?.split(/,\s*/).includes(etag);
	if (known) return new Response(null, { status: 304, headers });
	if (request.method === 'HEAD') return new Response(null, { headers });
	if (!isTable(table)) return new Response(dictionary(locals.lang), { headers });

	const source = { origin: locals.house.config.origin, consultation };
	const pieces = takeAway(locals.db, source, table, format);
	return new Response(bytes(pieces), { headers });
};

function bytes(pieces: AsyncIterableIterator<string>): ReadableStream<Uint8Array> {
	return new ReadableStream(
		{
			async pull(controller) {
				const { value, done } = await pieces.next();
				if (done) controller.close();
				else controller.enqueue(encoded(value));
			},
			cancel: () => void pieces.return?.()
		},
		{ highWaterMark: 0 }
	);
}

/** TextEncoder would do, but what it makes grows old with every piece: 90 kB of each stayed until a full collection. */
function encoded(piece: string): Uint8Array {
	const bytes = Buffer.allocUnsafe(Buffer.byteLength(piece));
	bytes.write(piece);
	return bytes;
}

/** What every field means, in the language of the address. */
function dictionary(lang: App.Locals['lang']): string {
	const { t } = wordsIn(lang);
	const fields = (table: (typeof tables)[number]) =>
		columns[table].map((column) => ({
			name: column.name,
			type: column.type,
			...(column.values ? { values: column.values } : {}),
			meaning: t(`exports.field.${aboutOf(column)}` as Key)
		}));
	const files = Object.fromEntries(tables.map((table) => [table, fields(table)]));
	return `${JSON.stringify({ language: lang, licence, files }, null, '\t')}\n`;
}
