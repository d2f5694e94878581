import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { became } from '#domain/contribution/became.server.ts';
import { see } from '#domain/contribution/seen.server.ts';
import { paceOf } from '#domain/notifications/follow.server.ts';
import { may } from '#domain/policy/acts.ts';
import { keepAtMost } from '#platform/web/keep.server.ts';
import { contributionAt, gone } from './contribution.server.ts';
import type { PageServerLoad } from './$types';

/** The story of one contribution, kept for readers; 410 with its tombstone once it was withdrawn. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const found = await contributionAt(event, { keep: true });
	if (found.remark.state === 'withdrawn') gone(found);
	keepAtMost(locals, secondsToNextState(found.head, found.head.at));
	const { viewer, space, db, house } = locals;
	const { remark } = found;
	// Only of what may be read; its author sees what became of it also while it is held or refused.
	const shows = remark.state === 'published' || remark.own;
	if (remark.own && viewer && looks(event.request)) await see(house.db, viewer.id, remark.id);
	return {
		...found,
		became: shows ? await became(db, remark.id) : null,
		fresh: found.remark.own && url.searchParams.has('new') ? (viewer?.email ?? null) : null,
		reported: url.searchParams.has('reported'),
		address: `${locals.house.config.origin}/c/${found.remark.reference}`,
		contact: space.contact,
		pace: viewer
			? await paceOf(locals.db, viewer.id, { target: 'contribution', targetId: found.remark.id })
			: null,
		/** Whoever speaks for its organisation may open it for others to sign. */
		opens:
			!found.remark.joint &&
			found.head.state === 'OPEN' &&
			found.remark.state === 'published' &&
			found.remark.depth === 0 &&
			found.remark.visibility === 'public' &&
			(viewer?.organisations.some(({ slug }) => slug === found.remark.organisation?.slug) ?? false),
		moderates: may(viewer, 'remark.moderate', space.id),
		speaker: viewer && {
			id: viewer.id,
			organisations: viewer.organisations.filter((one) => one.spaceId === space.id)
		}
	};
};

/** Whether a page is asked for to be read: not only whether it is there, and not in case it will be. */
const looks = ({ method, headers }: Request) =>
	method === 'GET' && !headers.get('sec-purpose')?.includes('prefetch');
