import { error } from '@sveltejs/kit';
import { allow } from '#platform/limits.server.ts';
import { makeReport } from '#platform/paper/make.server.ts';
import { setsReports } from '#platform/paper/typst.server.ts';
import { reportOf } from '#ui/paper/report.ts';
import { wordsIn } from '#ui/words.ts';
import { answersAt } from '../../answers.server.ts';
import type { RequestHandler } from './$types';

/** The report of answers as a tagged PDF. */
export const GET: RequestHandler = async (event) => {
	const { locals, params, request } = event;
	if (!setsReports) error(404);
	await allow(locals, 'export');
	const { head, base, ...found } = await answersAt(event, { whole: true, keep: false });
	const headers = {
		'content-type': 'application/pdf',
		'content-disposition': `attachment; filename="${params.slug}-answers.pdf"`,
		'cache-control': 'public, max-age=0, must-revalidate'
	};
	if (request.method === 'HEAD') return new Response(null, { headers });
	const { space, lang, house } = locals;
	const report = reportOf(wordsIn(lang), {
		...{ title: head.title, titleLang: head.language, zone: space.timeZone },
		by: space.names[lang] ?? Object.values(space.names)[0] ?? params.space,
		base: house.config.origin + base,
		...found
	});
	const made = await makeReport(report);
	if (!made.ok) error(503);
	return new Response(made.answer as Uint8Array<ArrayBuffer>, { headers });
};
