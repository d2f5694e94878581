import { error, fail } from '@sveltejs/kit';
import { isEmpty, isSetUpToken, setUp } from '#domain/space/set-up.server.ts';
import { formOf, textsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { askForLink } from '#platform/sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

const tokenOf = (url: URL) => url.searchParams.get('token')?.slice(0, 100) ?? '';

export const load: PageServerLoad = async ({ locals, request, url }) => {
	// Closed for good, but for the answer to the form that just closed it.
	if (request.method !== 'POST' && !(await isEmpty(locals.db))) error(404);
	const holder = await isSetUpToken(locals.db, tokenOf(url));
	return { holder, start: `${locals.house.config.origin}/${locals.lang}/` };
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const { db, house, lang } = locals;
		const form = await formOf(request);
		await allow(locals, 'set_up');
		const texts = textsOf(form);
		const sent = {
			name: texts.name ?? '',
			slug: texts.slug ?? '',
			language: texts.language ?? '',
			languages: form.getAll('languages').map(String).slice(0, 20),
			timeZone: texts.timeZone ?? '',
			contact: texts.contact ?? '',
			personName: texts.personName ?? '',
			email: texts.email ?? ''
		};
		const founded = await setUp(db, tokenOf(url), sent);
		if (!founded.ok) {
			const { obstacle } = founded;
			if (obstacle.code === 'closed') error(404);
			return fail(422, { sent, problems: obstacle.problems });
		}
		const to = `/${lang}/${founded.slug}/work`;
		const asked = { email: founded.email, language: lang, act: null, to, kind: 'set_up' as const };
		const link = await askForLink(house, asked);
		// Who held the terminal's token is trusted with the link where no mail can bring it.
		return { mailed: founded.email, link: house.config.smtpUrl ? null : link };
	}
};
