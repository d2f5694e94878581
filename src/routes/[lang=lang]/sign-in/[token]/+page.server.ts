import { fail, redirect } from '@sveltejs/kit';
import { nameLength, nameObstacle, nameOf } from '#domain/accounts/accounts.ts';
import { linkOf } from '#domain/accounts/link.server.ts';
import { confirm } from '#domain/pending/confirm.server.ts';
import { byId, ofEmail } from '#domain/pending/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { safePath } from '#platform/safe-path.ts';
import { signIn } from '#platform/sign-in.server.ts';
import { joinTo, nextStep } from '#platform/keys.server.ts';
import { carry } from '../../../../performers.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Shows what the link is for. Looking uses nothing up, however often a scanner looks. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const link = await linkOf(locals.db, params.token);
	if (!link) return { link: null, waiting: null };
	const waiting = link.act ? await byId(locals.db, link.act, link.email) : undefined;
	const { email, name, firstTime, suspended } = link;
	const shown = { email, name, firstTime, suspended, nameLength };
	return { link: shown, waiting: waiting ?? null };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request, cookies } = event;
		const fields = await fieldsOf(request);
		await allow(locals, 'sign_in');
		const { house, db, lang, viewer: before } = locals;
		const link = await linkOf(db, params.token);
		if (!link) return fail(410, { over: true });
		const name = nameOf(fields.name ?? '');
		const obstacle = link.firstTime ? nameObstacle(name) : null;
		if (obstacle) return fail(422, { name: fields.name?.slice(0, 300) ?? '', obstacle });

		const how = { headers: request.headers, viewer: before, language: lang };
		const signed = await signIn(house, params.token, name, how);
		if (!signed.ok && signed.obstacle.code === 'link_over') return fail(410, { over: true });
		if (!signed.ok) return fail(403, { name: '', obstacle: { code: 'suspended' as const } });
		cookies.set(house.auth.cookie, signed.cookie, house.auth.cookieOptions);

		const { viewer } = signed;
		await joinTo(event, viewer);
		const fallback = link.to ?? `/${lang}/account`;
		const next = link.act ? `/${lang}/pending` : fallback;
		if (viewer.step) redirect(303, `${nextStep(lang, viewer)}?to=${encodeURIComponent(next)}`);
		if (link.act && fields.choice !== 'later') {
			const performed = await confirm(db, viewer, link.act, carry);
			if (performed.ok) redirect(303, safePath(performed.to, fallback));
			const { code } = performed.obstacle;
			if (code !== 'not_waiting') redirect(303, `/${lang}/pending?of=${link.act}&why=${code}`);
		}
		const waiting = await ofEmail(db, viewer.email);
		redirect(303, waiting.length ? `/${lang}/pending` : safePath(fallback, `/${lang}`));
	}
};
