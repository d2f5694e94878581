import { error, fail, redirect } from '@sveltejs/kit';
import { nameLength } from '#domain/accounts/accounts.ts';
import { changeProfile } from '#domain/accounts/person.server.ts';
import { endOtherSessions, endSession, sessionsOf } from '#domain/accounts/sessions.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { isId } from '#domain/identity.ts';
import { isLanguage } from '#domain/languages.ts';
import { keysOf } from '#domain/keys/store.server.ts';
import { endMembership } from '#domain/organisation/leave.server.ts';
import { membershipsOf, requestsOf } from '#domain/organisation/store.server.ts';
import { freshIn } from '#domain/contribution/seen.server.ts';
import { ofEmail } from '#domain/pending/store.server.ts';
import { all } from '#domain/space/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The door lets nobody in here who is not signed in. */
function someone(viewer: Viewer | null): Viewer {
	return viewer ?? error(401);
}
const id = (text = '') => (isId(text) ? text : error(404));

export const load: PageServerLoad = async ({ locals }) => {
	const { db } = locals;
	const viewer = someone(locals.viewer);
	const [sessions, memberships, requests, spaces, waiting, keys, fresh] = await Promise.all([
		sessionsOf(db, viewer.id),
		membershipsOf(db, viewer.id),
		requestsOf(db, viewer.id),
		all(db),
		ofEmail(db, viewer.email),
		keysOf(db, viewer.id),
		freshIn(db, viewer.id)
	]);
	const { name, email, language, sessionId } = viewer;
	return {
		person: { name, email, language, nameLength, guest: viewer.guest ?? false },
		sessions: sessions.map((one) => ({ ...one, here: one.id === sessionId })),
		memberships,
		requests,
		spaces: spaces.map(({ slug, names, language: own }) => ({
			...{ slug, names, language: own },
			fresh: fresh.get(slug) ?? 0
		})),
		waiting: waiting.length,
		keys: {
			codes: keys.codesSince !== null,
			passkeys: keys.passkeys.length,
			dormant: viewer.dormant?.length ?? 0
		}
	};
};

export const actions: Actions = {
	profile: async ({ locals, request }) => {
		const viewer = someone(locals.viewer);
		const { name = '', language = '' } = await fieldsOf(request);
		await allow(locals, 'account');
		const sent = { name: name.slice(0, 300), language };
		if (!isLanguage(language)) {
			return fail(422, { sent, obstacle: { code: 'language_bad' as const } });
		}
		const changed = await changeProfile(locals.db, viewer, { name, language });
		if (!changed.ok) return fail(422, { sent, obstacle: changed.obstacle });
		locals.house.sessions.forget(viewer.id);
		locals.viewer = await locals.house.sessions.viewer(request.headers);
		return { done: 'saved' as const };
	},
	end_session: async ({ locals, request }) => {
		const viewer = someone(locals.viewer);
		const fields = await fieldsOf(request);
		await allow(locals, 'account');
		const { ended } = await endSession(locals.db, viewer, id(fields.id));
		return { done: 'ended' as const, count: ended };
	},
	end_others: async ({ locals }) => {
		const viewer = someone(locals.viewer);
		await allow(locals, 'account');
		const { ended } = await endOtherSessions(locals.db, viewer);
		return { done: 'ended' as const, count: ended };
	},
	leave: async ({ locals, request }) => {
		const viewer = someone(locals.viewer);
		const fields = await fieldsOf(request);
		await allow(locals, 'account');
		await endMembership(locals.db, viewer, id(fields.id));
		return { done: 'left' as const };
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
