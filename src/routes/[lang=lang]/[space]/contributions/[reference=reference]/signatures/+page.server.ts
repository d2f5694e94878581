import { error, fail, redirect } from '@sveltejs/kit';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { isId } from '#domain/identity.ts';
import { open } from '#domain/statement/open.server.ts';
import { sign } from '#domain/statement/sign.server.ts';
import { mayOpen } from '#domain/statement/statement.ts';
import * as store from '#domain/statement/store.server.ts';
import { lastPage } from '#domain/contribution/thread.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { keepAtMost } from '#platform/web/keep.server.ts';
import { contributionAt, gone, standingAt } from '../contribution.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const pageOf = (url: URL) => {
	const page = url.searchParams.get('page') ?? '1';
	return /^[1-9]\d{0,3}$/.test(page) ? Number(page) : error(400);
};

/** Who signed a statement, and for representatives the way to sign; kept for readers. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { db, viewer, space } = locals;
	const found = await contributionAt(event, { keep: true });
	const { remark, head } = found;
	if (remark.state === 'withdrawn') gone(found);
	const page = pageOf(url);
	const speaks = viewer?.organisations.filter(({ spaceId }) => spaceId === space.id) ?? [];
	const own = speaks.find(({ slug }) => slug === remark.organisation?.slug);
	if (!remark.joint && !own) error(404);
	keepAtMost(locals, secondsToNextState(head, head.at));
	const others = speaks.filter(({ id }) => id !== own?.id);
	const [signatures, signed] = await Promise.all([
		store.signaturesOf(db, remark.id, page),
		store.signedBy(
			db,
			remark.id,
			others.map(({ id }) => id)
		)
	]);
	const last = lastPage(remark.signatures, store.perPage);
	if (page > last) error(404);
	const standing = { ...remark, signatureCount: remark.signatures };
	const shut = (joint: boolean) =>
		own && mayOpen({ ...standing, organisationId: own.id }, own.id, joint, head, head.at);
	return {
		remark,
		head: { title: head.title, language: head.language, state: head.state },
		...{ home: found.home, base: found.base, here: found.here, numbers: found.numbers },
		...{ signatures, page, last },
		signers: others.map(({ id, name }) => ({ id, name, signed: signed.includes(id) })),
		own: own && { id: own.id, opens: shut(true) === null, shuts: shut(false) === null }
	};
};

type Asking = Pick<RequestEvent, 'locals' | 'params' | 'request'>;

/** Who asks, about which contribution, for which organisation. */
async function asked(event: Asking) {
	const { locals, request } = event;
	const viewer = locals.viewer ?? error(401);
	const { as = '', holds = '' } = await fieldsOf(request);
	await allow(locals, 'support');
	const { remark, head, here } = await standingAt(event);
	if (!isId(as)) error(404);
	const choice = { id: remark.id, consultationId: head.id, as };
	return { db: locals.db, viewer, choice, holds: holds !== 'no', here: `${here}/signatures` };
}

export const actions: Actions = {
	open: async (event) => {
		const { db, viewer, choice, holds, here } = await asked(event);
		const opened = await open(db, viewer, { ...choice, joint: holds });
		if (opened.ok) redirect(303, holds ? here : here.replace(/\/signatures$/, ''));
		return fail(409, { obstacle: opened.obstacle });
	},
	sign: async (event) => {
		const { db, viewer, choice, holds, here } = await asked(event);
		const signed = await sign(db, viewer, { ...choice, signs: holds });
		if (signed.ok) redirect(303, here);
		return fail(409, { obstacle: signed.obstacle });
	}
};
