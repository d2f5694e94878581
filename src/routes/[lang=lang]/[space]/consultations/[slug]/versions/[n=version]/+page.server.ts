import { asItStood } from '#domain/version/as-it-stood.server.ts';
import { languagesOf } from '#domain/translation/tongue.ts';
import { keepTexts } from '#platform/web/keep.server.ts';
import { unsent } from '#platform/web/unsent.ts';
import { versionAt } from '../versions.server.ts';
import type { PageServerLoad } from './$types';

/** A version as it stood; its words never change, so its address is safe to cite. */
export const load: PageServerLoad = async (event) => {
	const { head, versions, version, ...found } = await versionAt(event);
	const { db, lang } = event.locals;
	const wanted = { asked: event.url.searchParams.get('text'), own: lang };
	const stood = await asItStood(db, head, versions, version, wanted);
	keepTexts(event.locals, languagesOf(stood.head));
	const { units, gone, before, text } = stood;
	return {
		...found,
		version,
		before,
		head: stood.head,
		text: { lang: text.lang, n: text.n },
		shown: unsent({ units, gone })
	};
};
