import { error, fail } from '@sveltejs/kit';
import { emailOf, isEmail } from '#domain/accounts/accounts.ts';
import { isDisposable } from '#domain/accounts/disposable.ts';
import { askForAddress } from '#domain/keys/address.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { someone } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A guest stays one: whoever wants to be verified signs in by mail. */
function addressed(locals: App.Locals) {
	const viewer = someone(locals);
	return viewer.guest ? error(404) : viewer;
}

export const load: PageServerLoad = ({ locals }) => ({ email: addressed(locals).email });

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const viewer = addressed(locals);
		const { email: typed = '' } = await fieldsOf(request);
		await allow(locals, 'sign_in');
		const email = emailOf(typed);
		const sent = typed.slice(0, 300);
		if (!isEmail(email))
			return fail(422, { sent, obstacle: 'accounts.obstacle.email_bad' as const });
		if (isDisposable(email))
			return fail(422, { sent, obstacle: 'accounts.obstacle.email_disposable' as const });
		if (email === viewer.email)
			return fail(422, { sent, obstacle: 'keys.obstacle.same_address' as const });
		const link = await askForAddress(locals.db, { ...viewer, language: locals.lang }, email);
		return { mailed: email, link: locals.house.showsMail ? link : null };
	}
};
