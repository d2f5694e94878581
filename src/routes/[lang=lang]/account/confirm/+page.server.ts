import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { endSession } from '#domain/accounts/sessions.server.ts';
import { isSure, stepSession } from '#domain/accounts/sure.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { isId } from '#domain/identity.ts';
import { takeCode } from '#domain/keys/authenticator.server.ts';
import { heldForm, mailConfirmation } from '#domain/keys/confirm.server.ts';
import { takePasskey } from '#domain/keys/passkey.server.ts';
import { answersOf } from '#domain/keys/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { goOnWith, passkeyAnswer, whoIsHere } from '#platform/keys.server.ts';
import { allow, secondsToWait } from '#platform/limits.server.ts';
import { safePath } from '#platform/safe-path.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where someone was going: a page, or the form of theirs that waits. */
function goingTo(url: URL) {
	const held = url.searchParams.get('held') ?? '';
	if (isId(held)) return { held, to: '', rest: `held=${held}` };
	const to = safePath(url.searchParams.get('to'), '');
	return { held: null, to, rest: to ? `to=${encodeURIComponent(to)}` : '' };
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, lang, viewer } = locals;
	const who = whoIsHere(locals);
	const { held, to, rest } = goingTo(url);
	const form = held ? await heldForm(db, who.sessionId, held) : undefined;
	const sure = viewer !== null && (await isSure(db, viewer.sessionId));
	if (sure && !held) redirect(303, to || `/${lang}/account`);
	const { codes, passkeys } = await answersOf(db, who.id);
	return {
		rest,
		sure,
		challenge: viewer === null,
		keeps: form !== undefined,
		form: sure && form ? { path: form.path, fields: Object.entries(form.fields) } : null,
		answers: { codes, passkeys },
		name: who.name
	};
};

export const actions: Actions = {
	code: async (event) => {
		const { locals, request } = event;
		const who = whoIsHere(locals);
		const { code = '' } = await fieldsOf(request);
		const waits = await tried(locals, who);
		if (waits) return waits;
		if (await takeCode(locals.db, who, code, locals.house.config.secret))
			return stepped(event, who);
		return fail(422, { obstacle: { code: 'code_wrong' as const, minutes: 0 } });
	},
	passkey: async (event) => {
		const { locals, request } = event;
		const { db, house } = locals;
		const who = whoIsHere(locals);
		const { response } = await fieldsOf(request);
		const waits = await tried(locals, who);
		if (waits) return waits;
		const answer = passkeyAnswer<AuthenticationResponseJSON>(response);
		if (answer && (await takePasskey(db, answer, who.id, house.config))) return stepped(event, who);
		return fail(422, { obstacle: { code: 'passkey_refused' as const, minutes: 0 } });
	},
	mail: async ({ locals, url }) => {
		const { db, house, lang } = locals;
		const viewer = locals.viewer ?? error(403);
		await allow(locals, 'sign_in');
		const { codes, passkeys } = await answersOf(db, viewer.id);
		if (codes || passkeys) error(403);
		const { held, to } = goingTo(url);
		const next = held ? `/${lang}/account/confirm?held=${held}` : to || `/${lang}/account`;
		const link = await mailConfirmation(db, { ...viewer, language: lang }, next);
		return { mailed: viewer.email, link: house.showsMail ? link : null };
	},
	sign_out: async ({ locals, cookies }) => {
		const { db, house, lang } = locals;
		const who = locals.viewer ?? locals.partial ?? locals.waiting;
		if (who) {
			await endSession(db, who, who.sessionId);
			house.sessions.forget(who.id);
		}
		cookies.delete(house.auth.cookie, house.auth.cookieOptions);
		redirect(303, `/${lang}`);
	}
};

/** Counts a try, for the account, in all processes; a refusal when there were too many. */
async function tried({ house, address }: App.Locals, who: Viewer) {
	const seconds = await secondsToWait({ house, address, viewer: who }, 'key');
	const minutes = Math.ceil(seconds / 60);
	return seconds ? fail(429, { obstacle: { code: 'too_often' as const, minutes } }) : null;
}

async function stepped(event: RequestEvent, who: Viewer): Promise<never> {
	const { locals, url } = event;
	const token = await locals.db.transaction().execute((tx) => stepSession(tx, who));
	await goOnWith(event, who.id, token);
	const { held, to } = goingTo(url);
	redirect(
		303,
		held ? `/${locals.lang}/account/confirm?held=${held}` : to || `/${locals.lang}/account`
	);
}
