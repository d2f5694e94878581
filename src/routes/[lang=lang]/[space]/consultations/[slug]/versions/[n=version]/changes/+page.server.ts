import { error, redirect } from '@sveltejs/kit';
import { comparison } from '#domain/version/comparison.server.ts';
import { askedOf, shownOf } from '#domain/version/asked.ts';
import { linesMarkup } from '#ui/version/rows-markup.server.ts';
import { wordsIn } from '#ui/words.ts';
import { unsent } from '#platform/web/unsent.ts';
import { versionAt } from '../../versions.server.ts';
import type { PageServerLoad } from './$types';

/** Two versions beside each other: what changed from an earlier one to this one. */
export const load: PageServerLoad = async (event) => {
	const { url, params } = event;
	const asked = askedOf(url.searchParams, Number(params.n));
	if (!asked) error(404);
	const { head, versions, version, current, home, base } = await versionAt(event, {
		compared: true
	});
	const from = versions.find(({ n }) => n === asked.from);
	if (!from) error(404);
	if (from.n === version.n) redirect(307, `${base}/versions/${version.n}`);
	if (from.n > version.n) redirect(307, `${base}/versions/${from.n}/changes?from=${version.n}`);
	const compared = await comparison(event.locals.db, head.id, from, version);
	const shown = shownOf(compared.rows, asked);
	if (asked.page > shown.last) error(404);
	const { counts } = compared;
	const between = versions.filter(({ n }) => n > from.n && n <= version.n).reverse();
	const frame = {
		...{ say: wordsIn(event.locals.lang), view: asked.view, from: from.n, to: version.n },
		...{ home, base, several: between.length > 1 }
	};
	const pair = `${from.id} ${version.id}`;
	const parts = shown.parts.map((part) => ({
		...part,
		lines: linesMarkup(pair, part.lines, frame)
	}));
	return {
		head,
		versions,
		version,
		current,
		from,
		between,
		home,
		base,
		asked,
		counts,
		shown: unsent({ parts, last: shown.last })
	};
};
