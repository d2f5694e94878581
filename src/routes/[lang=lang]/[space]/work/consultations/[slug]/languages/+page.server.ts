import { error, redirect } from '@sveltejs/kit';
import { isTongue, tongues } from '#domain/contribution/languages.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { base } from '#domain/translation/content.ts';
import { revise } from '#domain/translation/revise.server.ts';
import { draftOf, languagesOf } from '#domain/translation/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { refuse } from '../../../refuse.server.ts';
import { found } from '../found.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The languages of a text, published and under way, and the way to another. */
export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	const { drafts, published } = await languagesOf(event.locals.db, row.id, row.versionId);
	const all = [...new Set([...drafts, ...published].map(({ lang }) => lang))].sort();
	const { space } = event.locals;
	return {
		language: row.language,
		open: possibleIn('consultation.translate', state),
		languages: all.map((lang) => ({
			lang,
			published: published.find((one) => one.lang === lang) ?? null,
			waits: drafts.some((one) => one.lang === lang && one.ready === one.revision)
		})),
		tongues: [...new Set([...space.languages, ...tongues])].filter(
			(tag) => base(tag) !== base(row.language)
		)
	};
};

export const actions: Actions = {
	/** Begins a language without a document; one that is there is only opened. */
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { language } = await fieldsOf(event.request);
		if (!isTongue(language) || base(language) === base(row.language))
			return refuse({ code: 'not_a_language' }, { language: language ?? '' });
		const begun = await draftOf(db, row.id, language);
		const operation = { op: 'words' as const, words: {} };
		const done = begun
			? { ok: true as const }
			: await revise(db, viewer, row.id, { lang: language, seen: 0, operation });
		if (!done.ok) return refuse(done.obstacle, { language });
		redirect(303, `/${lang}/${space.slug}/work/consultations/${row.slug}/languages/${language}`);
	}
};
