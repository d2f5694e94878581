/** At the door: sends whoever must show who they are to the page that asks, and keeps what they had typed. */

import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { awake } from '#domain/accounts/viewer.ts';
import { isSure } from '#domain/accounts/sure.server.ts';
import { holdForm } from '#domain/keys/confirm.server.ts';
import { may, type Act } from '#domain/policy/acts.ts';
import { textsOf } from './forms.server.ts';

/** Before a sensitive act: goes on when the session is sure of its person, and otherwise asks them. */
export async function askAgain(event: RequestEvent): Promise<void> {
	const { db, viewer } = event.locals;
	// A guest is their session: there is nothing else to ask for.
	if (!viewer || viewer.guest || (await isSure(db, viewer.sessionId))) return;
	await toConfirm(event, viewer.sessionId);
}

/** Who has yet to use a second key, or to get one for the role they were given, is told where. */
export async function askForKey(event: RequestEvent, act: Act, spaceId: string | null) {
	const { viewer, partial, lang } = event.locals;
	if (partial) await toConfirm(event, partial.sessionId);
	if (!viewer?.dormant || event.request.method !== 'GET') return;
	if (may(awake(viewer), act, spaceId))
		redirect(303, `/${lang}/account/keys?to=${encodeURIComponent(here(event))}`);
}

/** To the page that asks; a form waits there for its sender. */
async function toConfirm(event: RequestEvent, sessionId: string): Promise<never> {
	const { locals, request } = event;
	const page = `/${locals.lang}/account/confirm`;
	if (request.method === 'GET' || request.method === 'HEAD')
		redirect(303, `${page}?to=${encodeURIComponent(here(event))}`);
	const form = await locals.sent
		?.clone()
		.formData()
		.catch(() => null);
	if (!form) error(403);
	const held = await holdForm(locals.db, sessionId, { path: here(event), fields: textsOf(form) });
	redirect(303, `${page}?held=${held}`);
}

const here = ({ url }: RequestEvent) => url.pathname + url.search;
