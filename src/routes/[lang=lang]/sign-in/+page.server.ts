import { error, fail, redirect } from '@sveltejs/kit';
import { emailOf, isEmail } from '#domain/accounts/accounts.ts';
import { isDisposable } from '#domain/accounts/disposable.ts';
import { enter } from '#domain/guests/enter.server.ts';
import { welcomingSpace } from '#domain/guests/store.server.ts';
import { byToken } from '#domain/pending/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { challengeFor, isProven } from '#platform/proof.server.ts';
import { nameOf } from '#platform/provider/provider.ts';
import { safePath } from '#platform/safe-path.ts';
import { askForLink, openFor } from '#platform/sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

function begunWith(url: URL) {
	const to = safePath(url.searchParams.get('to'), '');
	// Whoever came from this page itself wants to go somewhere else.
	const elsewhere = to && !/^\/[a-z]+\/sign-in\b/.test(to);
	return { act: url.searchParams.get('act')?.slice(0, 100) ?? null, to: elsewhere ? to : null };
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const { act, to } = begunWith(url);
	if (locals.partial)
		redirect(
			303,
			`/${locals.lang}/account/confirm?to=${encodeURIComponent(act ? `/${locals.lang}/pending` : (to ?? ''))}`
		);
	if ((locals.viewer ?? locals.waiting) && act)
		redirect(303, `/${locals.lang}/pending?act=${encodeURIComponent(act)}`);
	const waiting = act ? await byToken(locals.db, act) : undefined;
	const guests = waiting && (await welcomingSpace(locals.db, waiting.payload));
	const carried = Object.entries({ act, to }).filter((pair) => pair[1]) as [string, string][];
	return {
		waiting: waiting ?? null,
		gone: Boolean(act && !waiting),
		to,
		/** What the forms on this page carry on. */
		rest: carried.length ? `&${new URLSearchParams(carried)}` : '',
		providers: locals.house.config.providers.map((one) => ({
			id: one.id,
			name: nameOf(one, locals.lang)
		})),
		refused: url.searchParams.get('refused'),
		/** Where guests are welcome: the work their browser does, instead of an address. */
		challenge:
			guests && act
				? JSON.stringify(
						await challengeFor(locals.db, locals.house.config.secret, {
							action: 'guest',
							token: act
						})
					)
				: null
	};
};

export const actions: Actions = {
	mail: async ({ locals, request, url }) => {
		const { email: typed = '' } = await fieldsOf(request);
		await allow(locals, 'sign_in');
		const email = emailOf(typed);
		if (!isEmail(email)) {
			return fail(422, { email: typed.slice(0, 300), obstacle: { code: 'email_bad' as const } });
		}
		if (isDisposable(email))
			return fail(422, { email, obstacle: { code: 'email_disposable' as const } });
		const asked = { email, language: locals.lang, ...begunWith(url) };
		const link = await askForLink(locals.house, asked);
		return { mailed: email, link: locals.house.showsMail ? link : null };
	},
	guest: async ({ locals, request, url, cookies }) => {
		const { db, house, lang } = locals;
		const { name = '', challenge = '', solution = '' } = await fieldsOf(request);
		await allow(locals, 'guest');
		const refused = (code: string) =>
			fail(422, { email: '', name: name.slice(0, 300), obstacle: { code } });
		const { act } = begunWith(url);
		const held = act ? await byToken(db, act) : undefined;
		if (!act || !held || !(await welcomingSpace(db, held.payload))) return refused('no_guests');
		// A proof that is wrong is refused; none at all means that a moderator reads it first.
		const purpose = { action: 'guest', token: act };
		const sent = { challenge, solution };
		const proven = solution !== '' && (await isProven(db, house.config.secret, sent, purpose));
		if (solution && !proven) return refused('proof');
		const entered = await enter(db, { name, language: lang, proven });
		if (!entered.ok) return refused(entered.obstacle.code);
		const opened = await openFor(house, entered.personId, request, locals, false);
		if (!opened) error(500);
		cookies.set(house.auth.cookie, opened.cookie, house.auth.cookieOptions);
		redirect(303, `/${lang}/pending?act=${encodeURIComponent(act)}`);
	}
};
