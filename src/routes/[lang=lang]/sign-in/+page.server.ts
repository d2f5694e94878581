import { fail, redirect } from '@sveltejs/kit';
import { emailOf, isEmail } from '#domain/accounts/accounts.ts';
import { byToken } from '#domain/pending/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { safePath } from '#platform/safe-path.ts';
import { askForLink } from '#platform/sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

function begunWith(url: URL) {
	const to = safePath(url.searchParams.get('to'), '');
	// Whoever came from this page itself wants to go somewhere else.
	const elsewhere = to && !/^\/[a-z]+\/sign-in\b/.test(to);
	return { act: url.searchParams.get('act')?.slice(0, 100) ?? null, to: elsewhere ? to : null };
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const { act, to } = begunWith(url);
	if (locals.viewer && act) redirect(303, `/${locals.lang}/pending?act=${encodeURIComponent(act)}`);
	const waiting = act ? await byToken(locals.db, act) : undefined;
	return { waiting: waiting ?? null, gone: Boolean(act && !waiting), to };
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const { email: typed = '' } = await fieldsOf(request);
		await allow(locals, 'sign_in');
		const email = emailOf(typed);
		if (!isEmail(email)) {
			return fail(422, { email: typed.slice(0, 300), obstacle: { code: 'email_bad' as const } });
		}
		const asked = { email, language: locals.lang, ...begunWith(url) };
		const link = await askForLink(locals.house, asked);
		return { mailed: email, link: locals.house.showsMail ? link : null };
	}
};
