import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { isId } from '#domain/identity.ts';
import { arrivalOf, joinOwn, leaveProvider } from '#domain/keys/arrival.server.ts';
import * as codes from '#domain/keys/authenticator.server.ts';
import { passkeyNameLength } from '#domain/keys/passkey.ts';
import { addPasskey, removePasskey } from '#domain/keys/passkey.server.ts';
import { keysOf } from '#domain/keys/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { goOnWith, passkeyAnswer, someone } from '#platform/keys.server.ts';
import { allow } from '#platform/limits.server.ts';
import { arrivalCookie } from '#platform/provider/arrival-cookie.server.ts';
import { nameOf } from '#platform/provider/provider.ts';
import { safePath } from '#platform/safe-path.ts';
import { deviceOf } from '#ui/device.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
	const { db, house, lang } = locals;
	const viewer = someone(locals);
	const arrived = cookies.get(arrivalCookie(house).name);
	const [keys, waiting, arrival] = await Promise.all([
		keysOf(db, viewer.id),
		codes.waitingCodes(db, viewer, house.config.secret),
		arrived ? arrivalOf(db, arrived, viewer.sessionId) : null
	]);
	const { providers } = house.config;
	const called = (issuer: string) => providers.find((one) => one.issuer === issuer);
	return {
		to: safePath(url.searchParams.get('to'), ''),
		done: url.searchParams.get('done'),
		/** Roles wait for a second key. */
		dormant: [...new Set(viewer.dormant?.map(({ role }) => role))],
		keys: {
			...keys,
			providers: keys.providers.map(({ issuer, ...one }) => {
				const provider = called(issuer);
				return { ...one, name: provider ? nameOf(provider, lang) : new URL(issuer).host };
			})
		},
		waiting,
		passkeyNameLength,
		/** Passkeys are bound to a name; a bare number has none. */
		numbered: /^[\d.]+$|^\[/.test(new URL(house.config.origin).hostname),
		offered: providers
			.filter(({ issuer }) => !keys.providers.some((one) => one.issuer === issuer))
			.map((one) => ({ id: one.id, name: nameOf(one, lang) })),
		arrival: arrival && {
			shown: arrival.shown,
			name: nameOf(called(arrival.issuer) ?? { names: { en: '' } }, lang)
		}
	};
};

/** One's own key, by the id in the form; anything else finds nothing to change. */
async function chosen({ locals, request }: RequestEvent) {
	const viewer = someone(locals);
	const fields = await fieldsOf(request);
	await allow(locals, 'account');
	return { viewer, fields, id: isId(fields.id ?? '') ? (fields.id ?? '') : null };
}

const done = (event: RequestEvent, what: string): never => {
	const to = event.url.searchParams.get('to');
	redirect(303, `${event.url.pathname}?done=${what}${to ? `&to=${encodeURIComponent(to)}` : ''}`);
};

export const actions: Actions = {
	begin_codes: async (event) => {
		const { viewer } = await chosen(event);
		const { db, house } = event.locals;
		await codes.beginCodes(db, viewer, house.config.secret);
		done(event, 'begun');
	},
	confirm_codes: async (event) => {
		const { viewer, fields } = await chosen(event);
		const { db, house } = event.locals;
		const begun = await codes.confirmCodes(db, viewer, fields.code ?? '', house.config.secret);
		if (!begun.ok) return fail(422, { obstacle: begun.obstacle });
		await goOnWith(event, viewer.id, begun.token);
		return { done: 'codes_on' as const, codes: begun.codes };
	},
	end_codes: async (event) => {
		const { viewer } = await chosen(event);
		await goOnWith(event, viewer.id, await codes.endCodes(event.locals.db, viewer));
		done(event, 'codes_off');
	},
	recovery: async (event) => {
		const { viewer } = await chosen(event);
		const renewed = await codes.renewRecoveryCodes(event.locals.db, viewer);
		await goOnWith(event, viewer.id, renewed.token);
		return { done: 'recovery' as const, codes: renewed.codes };
	},
	add_passkey: async (event) => {
		const { viewer, fields } = await chosen(event);
		const { db, house } = event.locals;
		const response = passkeyAnswer<RegistrationResponseJSON>(fields.response);
		if (!response) return fail(422, { obstacle: { code: 'passkey_refused' as const } });
		const { system } = deviceOf(event.request.headers.get('user-agent')) ?? { system: 'Passkey' };
		const sent = { response, name: fields.name ?? '', otherwise: system };
		const added = await addPasskey(db, viewer, sent, house.config);
		if (!added.ok) return fail(422, { obstacle: added.obstacle });
		await goOnWith(event, viewer.id, added.token);
		return { done: 'passkey_on' as const, codes: added.codes };
	},
	remove_passkey: async (event) => {
		const { viewer, id } = await chosen(event);
		const token = id && (await removePasskey(event.locals.db, viewer, id));
		if (token) await goOnWith(event, viewer.id, token);
		done(event, 'passkey_off');
	},
	join: async (event) => {
		const { viewer } = await chosen(event);
		const { name, options } = arrivalCookie(event.locals.house);
		const joined = await joinOwn(event.locals.db, viewer, event.cookies.get(name) ?? '');
		event.cookies.delete(name, options);
		if (!joined.ok) return fail(409, { obstacle: joined.obstacle });
		await goOnWith(event, viewer.id, joined.token);
		done(event, 'joined');
	},
	leave: async (event) => {
		const { viewer, id } = await chosen(event);
		const token = id && (await leaveProvider(event.locals.db, viewer, id));
		if (token) await goOnWith(event, viewer.id, token);
		done(event, 'left');
	}
};
