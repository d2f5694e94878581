import { fail, redirect } from '@sveltejs/kit';
import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { isId } from '#domain/identity.ts';
import { confirm } from '#domain/pending/confirm.server.ts';
import { bind, byToken, drop, ofEmail } from '#domain/pending/store.server.ts';
import { ask, standings } from '#domain/guests/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { safePath } from '#platform/safe-path.ts';
import { carry } from '../../../performers.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db, lang } = locals;
	const viewer = locals.viewer ?? locals.waiting;
	const act = url.searchParams.get('act')?.slice(0, 100) ?? null;
	const query = act
		? `act=${encodeURIComponent(act)}`
		: `to=${encodeURIComponent(`/${lang}/pending`)}`;
	if (!viewer) redirect(303, `/${lang}/sign-in?${query}`);
	const found = act ? await byToken(db, act) : undefined;
	const mine = await ofEmail(db, viewer.email);
	const others = mine.filter((one) => one.id !== found?.id);
	return {
		act: found ? act : null,
		waiting: found ? [found, ...others] : others,
		/** A guest whom a moderator has yet to let in: which acts they asked for, and which were refused. */
		guest: locals.waiting ? { ...(await standings(db, locals.waiting.email)) } : null,
		refused: { id: url.searchParams.get('of'), why: url.searchParams.get('why') ?? '' }
	};
};

export const actions: Actions = {
	send: async ({ locals, request }) => {
		const { db, lang, viewer, waiting } = locals;
		if (waiting) {
			const fields = await fieldsOf(request);
			await allow(locals, 'guest');
			const id = await idOf(db, waiting, fields);
			const asked = id && (await ask(db, id, waiting));
			if (asked) redirect(303, `/${lang}/pending`);
			return fail(409, { id, why: 'not_waiting' });
		}
		if (!viewer) redirect(303, `/${lang}/sign-in?to=/${lang}/pending`);
		const fields = await fieldsOf(request);
		await allow(locals, 'remark');
		const id = await idOf(db, viewer, fields);
		const performed = id
			? await confirm(db, viewer, id, carry)
			: { ok: false as const, obstacle: { code: 'not_waiting' } };
		if (performed.ok) redirect(303, safePath(performed.to, `/${lang}/pending`));
		return fail(409, { id, why: performed.obstacle.code });
	},
	drop: async ({ locals, request }) => {
		const { db, lang } = locals;
		const viewer = locals.viewer ?? locals.waiting;
		if (!viewer) redirect(303, `/${lang}/sign-in?to=/${lang}/pending`);
		const fields = await fieldsOf(request);
		const id = await idOf(db, viewer, fields);
		if (id) await drop(db, id, viewer.email);
		redirect(303, `/${lang}/pending`);
	}
};

/** The act of a form: one's own by its id, or the one whose token the page was opened with. */
async function idOf(db: Database, viewer: Viewer, { id, act }: Record<string, string>) {
	if (act) return bind(db, act, viewer.email);
	return id && isId(id) ? id : null;
}
