import { fail } from '@sveltejs/kit';
import { followed, stop } from '#domain/notifications/follow.server.ts';
import { emailOf } from '#domain/notifications/mail-stopped.server.ts';
import { contactOf, forgetContact } from '#domain/notifications/tell-contacts.server.ts';
import { allow } from '#platform/limits.server.ts';
import { isSealed, readToken } from '#platform/mail/stop-link.server.ts';
import type { Actions, PageServerLoad } from './$types';

type At = { locals: App.Locals; params: { token: string } };

/** What a link of a mail stops; null when it is none of ours, or went to an address that is no longer used. */
async function meant({ locals: { db, house }, params }: At) {
	const read = readToken(params.token);
	if (!read) return null;
	const { secret } = house.config;
	if ('contributionId' in read) {
		const found = await contactOf(db, read.contributionId);
		if (!found?.contact || !isSealed(secret, params.token, found.contact)) return null;
		return { ...read, contact: found.contact, reference: found.reference };
	}
	const email = await emailOf(db, read.personId);
	return email && isSealed(secret, params.token, email) ? read : null;
}

/** Looking stops nothing, however often a scanner looks. */
export const load: PageServerLoad = async ({ locals, params }) => {
	await allow(locals, 'stop_mail');
	const found = await meant({ locals, params });
	if (!found) return { stops: null };
	if ('contributionId' in found)
		return { stops: [{ target: 'contact' as const, reference: found.reference, one: null }] };
	const list = await followed(locals.db, found.personId);
	return {
		stops: found.stopped.map(({ target, targetId }) => ({
			target,
			reference: null,
			one: list.find((one) => one.target === target && one.targetId === targetId) ?? null
		}))
	};
};

export const actions: Actions = {
	/** Sent by the button, or by a mail program without a session and without a page (RFC 8058). */
	default: async ({ locals, params }) => {
		await allow(locals, 'stop_mail');
		const found = await meant({ locals, params });
		if (!found) return fail(410, { done: false });
		if ('contributionId' in found) await forgetContact(locals.db, found.contact);
		else await stop(locals.db, found.personId, found.stopped);
		return { done: true };
	}
};
