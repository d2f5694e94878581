/** A vote as forms send it, the same for browsers with and without the script. */

import { error, type RequestEvent } from '@sveltejs/kit';
import { represented } from '#domain/accounts/viewer.ts';
import { headOf, idOf } from '#domain/consultation/store.server.ts';
import { nameOf } from '#domain/consultation/unit-names.ts';
import { nameOf as nameOfOrganisation } from '#domain/organisation/store.server.ts';
import { isId } from '#domain/identity.ts';
import { hold } from '#domain/pending/hold.server.ts';
import { cast, type Obstacle, type Outcome } from '#domain/voting/cast.server.ts';
import type { HeldVote } from '#domain/voting/perform.server.ts';
import { consultationOf, unitNamed } from '#domain/voting/store.server.ts';
import { isValue, voterOf, type Value } from '#domain/voting/vote.ts';
import { allow } from '#platform/limits.server.ts';

const longest = 4096;

export type Sent = { unit: string; value: Value | null; organisation: string | null };
type Unclear = { code: 'unclear' };

export const statusOf = {
	unit_missing: 404,
	closed: 409,
	not_open: 409,
	not_allowed: 403,
	unclear: 422
} as const;
export type Answered = Outcome | { ok: false; obstacle: Unclear } | { ok: false; signIn: string };

/** Reads and casts a vote; signed out, keeps it and answers where to sign in. */
export async function answer(
	event: RequestEvent<{ space: string; slug: string }>
): Promise<Answered & { sent?: Sent }> {
	const { locals, params } = event;
	await allow(locals, 'vote');
	const sent = read(await fieldsOf(event.request));
	if (!sent) return { ok: false, obstacle: { code: 'unclear' } };
	const id = await idOf(locals.db, locals.space.id, params.slug);
	if (!id) error(404);
	const missing: Obstacle = { code: 'unit_missing' };
	if ((await consultationOf(locals.db, sent.unit)) !== id)
		return { ok: false, obstacle: missing, sent };
	if (!locals.viewer) return keep(event, id, sent);

	const { viewer } = locals;
	const organisation = sent.organisation ? represented(viewer, sent.organisation) : null;
	if (sent.organisation && organisation?.spaceId !== locals.space.id) {
		return { ok: false, obstacle: { code: 'not_allowed' }, sent };
	}
	const outcome = await cast(locals.db, {
		unitId: sent.unit,
		...voterOf(viewer, organisation),
		value: sent.value
	});
	return { ...outcome, sent };
}

/** Of a field sent twice the last counts: the button that was pressed stands behind the choice. */
async function fieldsOf(request: Request): Promise<Map<string, string>> {
	const kind = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (Number(request.headers.get('content-length') ?? 0) > longest)
		error(413, 'A vote is shorter than that.');
	if (kind === 'application/x-www-form-urlencoded')
		return new Map(new URLSearchParams(await request.text()));
	if (kind !== 'multipart/form-data') error(415, 'A vote is sent as a form.');
	const form = await request.formData().catch(() => error(400, 'This form cannot be read.'));
	return new Map([...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}

function read(fields: Map<string, string>): Sent | null {
	const unit = fields.get('unit')?.toLowerCase() ?? '';
	const value = fields.get('value') ?? '';
	const organisation = fields.get('for') || null;
	if (!isId(unit) || (organisation && !isId(organisation))) return null;
	if (value === 'withdraw') return { unit, value: null, organisation };
	return isValue(value) ? { unit, value, organisation } : null;
}

/** Nobody is asked to sign in for a vote that could not be counted anyway. */
async function keep(
	{ locals, params }: RequestEvent<{ space: string; slug: string }>,
	id: string,
	sent: Sent
): Promise<Answered & { sent: Sent }> {
	const [head, named] = await Promise.all([headOf(locals.db, id), unitNamed(locals.db, sent.unit)]);
	if (!head || !named) return { ok: false, obstacle: { code: 'unit_missing' }, sent };
	if (head.state !== 'OPEN') {
		const code = head.state === 'ANNOUNCED' ? 'not_open' : 'closed';
		return { ok: false, obstacle: { code }, sent };
	}
	const { lang } = locals;
	const to = `/${lang}/${params.space}/consultations/${params.slug}#p${named.number}`;
	const payload: HeldVote = {
		unitId: sent.unit,
		value: sent.value ?? 'withdraw',
		organisationId: sent.organisation,
		number: nameOf(named.number),
		title: head.title,
		speaksFor: sent.organisation
			? await nameOfOrganisation(locals.db, locals.space.id, sent.organisation)
			: undefined,
		to
	};
	const token = await hold(locals.db, { act: 'vote', payload, language: lang, returnTo: to });
	return { ok: false, signIn: `/${lang}/sign-in?act=${token}`, sent };
}
