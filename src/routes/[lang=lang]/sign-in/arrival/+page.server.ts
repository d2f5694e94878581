import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { emailOf, isEmail, nameLength, nameObstacle, nameOf } from '#domain/accounts/accounts.ts';
import { isDisposable } from '#domain/accounts/disposable.ts';
import { mailboxOf, personByEmail } from '#domain/accounts/person.server.ts';
import { addressArrival, arrivalOf, enter } from '#domain/keys/arrival.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { nextStep } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import { arrivalCookie } from '#platform/provider/arrival-cookie.server.ts';
import { nameOf as calledIn } from '#platform/provider/provider.ts';
import { safePath } from '#platform/safe-path.ts';
import { askForLink, openFor } from '#platform/sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who came from a provider in this browser; null when that is over. */
async function arrived({ locals, cookies }: RequestEvent) {
	const { house, db } = locals;
	const token = cookies.get(arrivalCookie(house).name) ?? '';
	const arrival = await arrivalOf(db, token);
	if (!arrival?.proven || !arrival.email) return arrival && { token, arrival };
	// What a provider vouches for may be a mailbox that has an account under another spelling, or be anybody's.
	const other = (await mailboxOf(db, arrival.email)) !== arrival.email;
	const proven = !other && !isDisposable(arrival.email);
	return { token, arrival: { ...arrival, proven } };
}

export const load: PageServerLoad = async (event) => {
	const { house, lang, db } = event.locals;
	const found = await arrived(event as unknown as RequestEvent);
	if (!found) return { arrival: null };
	const { email, proven, name, provider } = found.arrival;
	const of = house.config.providers.find(({ id }) => id === provider);
	// Only a proven address is looked up: whoever came has it.
	const person = proven && email ? await personByEmail(db, email) : undefined;
	const called = of ? calledIn(of, lang) : '';
	return {
		arrival: { email, proven, name, provider: called, isNew: !person?.emailVerified, nameLength }
	};
};

export const actions: Actions = {
	/** The address is proven: one press signs in. */
	enter: async (event) => {
		const { locals, request, cookies } = event;
		const { house, db, lang } = locals;
		const fields = await fieldsOf(request);
		await allow(locals, 'sign_in');
		const found = await arrived(event);
		if (!found?.arrival.proven || !found.arrival.email) return fail(410, { over: true });
		const name = nameOf(fields.name ?? '');
		const person = await personByEmail(db, found.arrival.email);
		const obstacle = person?.emailVerified ? null : nameObstacle(name);
		if (obstacle) return fail(422, { sent: fields.name?.slice(0, 300) ?? '', obstacle });
		const entered = await enter(db, found.token, { name, language: lang });
		if (!entered.ok && entered.obstacle.code === 'arrival_over') return fail(410, { over: true });
		const opened = entered.ok
			? await openFor(house, entered.personId, request, locals, false)
			: null;
		if (!opened) redirect(303, `/${lang}/sign-in?refused`);
		const { name: cookie, options } = arrivalCookie(house);
		cookies.delete(cookie, options);
		cookies.set(house.auth.cookie, opened.cookie, house.auth.cookieOptions);
		const to = safePath(found.arrival.to, `/${lang}/account`);
		const { viewer } = opened;
		redirect(303, viewer.step ? `${nextStep(lang, viewer)}?to=${encodeURIComponent(to)}` : to);
	},
	/** It is not: our own link to it decides. */
	mail: async (event) => {
		const { locals, request } = event;
		const { house, db, lang } = locals;
		const { email: typed = '' } = await fieldsOf(request);
		await allow(locals, 'sign_in');
		const found = await arrived(event);
		if (!found) return fail(410, { over: true });
		const email = emailOf(typed);
		if (!isEmail(email))
			return fail(422, { sent: typed.slice(0, 300), obstacle: { code: 'email_bad' as const } });
		if (isDisposable(email))
			return fail(422, { sent: email, obstacle: { code: 'email_disposable' as const } });
		await addressArrival(db, found.token, email);
		const { provider: id, name, to } = found.arrival;
		const of = house.config.providers.find((one) => one.id === id);
		const facts = { provider: of ? calledIn(of, lang) : id };
		const asked = { email, language: lang, act: null, to, name, kind: 'arrival' as const, facts };
		const link = await askForLink(house, asked);
		return { mailed: email, link: house.showsMail ? link : null };
	}
};
