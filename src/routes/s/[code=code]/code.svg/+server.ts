import { error } from '@sveltejs/kit';
import { destinationOf } from '#domain/consultation/short.server.ts';
import { allow } from '#platform/limits.server.ts';
import { shortAddress } from '#ui/share/addresses.ts';
import { codeFile, codeOf } from '#ui/share/qr.ts';
import type { RequestHandler } from './$types';

/** A short address as a QR code to save and print. */
export const GET: RequestHandler = async ({ locals, params }) => {
	await allow(locals, 'share');
	if (!(await destinationOf(locals.db, params.code))) error(404);
	const code = params.code.toUpperCase();
	return new Response(codeFile(codeOf(locals.house.config.origin + shortAddress(code))), {
		headers: {
			'content-type': 'image/svg+xml; charset=utf-8',
			'content-disposition': `attachment; filename="${code}.svg"`
		}
	});
};
