import { error, fail, redirect } from '@sveltejs/kit';
import { holds, type Viewer } from '#domain/accounts/viewer.ts';
import { isId } from '#domain/identity.ts';
import { decide, reasonLength } from '#domain/organisation/decide.server.ts';
import { handOver } from '#domain/organisation/hand-over.server.ts';
import { invite } from '#domain/organisation/invite.server.ts';
import { endMembership } from '#domain/organisation/leave.server.ts';
import { setUntil } from '#domain/organisation/set-until.server.ts';
import * as store from '#domain/organisation/store.server.ts';
import { endOfDay } from '#domain/organisation/term.ts';
import { withdrawInvitation } from '#domain/organisation/withdraw-invitation.server.ts';
import { paceOf } from '#domain/notifications/follow.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import type { Actions, PageServerLoad } from './$types';

type At = { locals: App.Locals; params: { slug: string } };

/** What is not verified is seen by who asked for it and by the secretariat; for others it is not there. */
async function found({ locals: { db, space, viewer }, params }: At) {
	const organisation = (await store.bySlug(db, space.id, params.slug)) ?? error(404);
	const decides = holds(viewer, space.id, 'SECRETARIAT');
	const asker = viewer !== null && viewer.id === organisation.requestedBy;
	if (!organisation.verifiedAt && !decides && !asker) error(404);
	return { organisation, decides, asker };
}
/** Led on to a page that says it, so that loading it again does not send the form again. */
const said = (url: URL, done: string) => `${url.pathname}?done=${done}`;
const someone = (viewer: Viewer | null) => viewer ?? error(401);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { db, viewer } = locals;
	const { organisation, decides, asker } = await found({ locals, params });
	const mine = viewer ? await store.membershipIn(db, organisation.id, viewer.id) : undefined;
	const inside = organisation.verifiedAt !== null && (mine !== undefined || decides);
	const [members, former, invitations] = await Promise.all([
		inside ? store.membersOf(db, organisation.id) : [],
		inside ? store.formerMembersOf(db, organisation.id) : [],
		mine?.first ? store.openInvitations(db, organisation.id) : []
	]);
	const target = { target: 'organisation' as const, targetId: organisation.id };
	const pace = viewer ? await paceOf(db, viewer.id, target) : null;
	const { name, sector, website, verifiedAt, refusedReason, requestedAt } = organisation;
	return {
		follow: verifiedAt ? { id: organisation.id, pace } : null,
		organisation: { name, sector, website, verifiedAt, refusedReason, requestedAt },
		request: decides ? { name: organisation.requester, email: organisation.requesterEmail } : null,
		asker,
		decides: decides && !verifiedAt && refusedReason === null,
		reasonLength,
		members: members.map((one) => ({ ...one, mine: one.personId === viewer?.id })),
		former,
		manages: Boolean(mine?.first) || decides,
		invites: Boolean(mine?.first),
		invitations,
		done: url.searchParams.get('done')
	};
};

export const actions: Actions = {
	decide: async ({ locals, params, request, url }) => {
		const viewer = someone(locals.viewer);
		const { decision, reason = '' } = await fieldsOf(request);
		await allow(locals, 'staff', reason);
		const { organisation } = await found({ locals, params });
		const verified = decision === 'verify';
		const made = verified ? { verified } : { verified, reason };
		const decided = await decide(locals.db, viewer, organisation.id, made);
		if (decided.ok) redirect(303, said(url, verified ? 'verified' : 'refused'));
		const status = decided.obstacle.code === 'already_decided' ? 409 : 422;
		return fail(status, { reason, obstacle: decided.obstacle });
	},
	invite: async ({ locals, params, request, url }) => {
		const viewer = someone(locals.viewer);
		const { email = '', until: day = '' } = await fieldsOf(request);
		await allow(locals, 'organisation');
		const { organisation } = await found({ locals, params });
		const sent = { email: email.slice(0, 300), until: day.slice(0, 20) };
		const until = endOfDay(locals.space.timeZone, day);
		if (until === undefined)
			return fail(422, { ...sent, obstacle: { code: 'until_bad' as const } });
		const to = { email, language: locals.lang, until };
		const invited = await invite(locals.db, viewer, organisation.id, to);
		if (!invited.ok) return fail(422, { ...sent, obstacle: invited.obstacle });
		redirect(303, said(url, 'invited'));
	},
	withdraw: async ({ locals, params, request, url }) => {
		const viewer = someone(locals.viewer);
		const { id = '' } = await fieldsOf(request);
		await allow(locals, 'organisation');
		const { organisation } = await found({ locals, params });
		if (!isId(id)) error(404);
		const withdrawn = await withdrawInvitation(locals.db, viewer, organisation.id, id);
		if (!withdrawn.ok) return fail(409, { obstacle: withdrawn.obstacle });
		redirect(303, said(url, 'withdrawn'));
	},
	until: async ({ locals, params, request, url }) => {
		const viewer = someone(locals.viewer);
		const { id = '', until: day = '' } = await fieldsOf(request);
		await allow(locals, 'organisation');
		const { organisation } = await found({ locals, params });
		if (!isId(id)) error(404);
		const sent = { member: { id, until: day.slice(0, 20) } };
		const until = endOfDay(locals.space.timeZone, day);
		if (until === undefined)
			return fail(422, { ...sent, obstacle: { code: 'until_bad' as const } });
		const term = { membershipId: id, until };
		const set = await setUntil(locals.db, viewer, organisation.id, term);
		if (!set.ok) return fail(409, { ...sent, obstacle: set.obstacle });
		redirect(303, said(url, 'until'));
	},
	first: async ({ locals, params, request, url }) => {
		const viewer = someone(locals.viewer);
		const { id = '' } = await fieldsOf(request);
		await allow(locals, 'organisation');
		const { organisation } = await found({ locals, params });
		if (!isId(id)) error(404);
		const handed = await handOver(locals.db, viewer, organisation.id, id);
		if (!handed.ok) return fail(409, { obstacle: handed.obstacle });
		redirect(303, said(url, 'first'));
	},
	end: async ({ locals, request, url }) => {
		const viewer = someone(locals.viewer);
		const { id = '' } = await fieldsOf(request);
		await allow(locals, 'organisation');
		if (!isId(id)) error(404);
		const ended = await endMembership(locals.db, viewer, id);
		if (!ended.ok) return fail(409, { obstacle: ended.obstacle });
		redirect(303, said(url, 'members.ended'));
	}
};
