import { awake, holds } from '#domain/accounts/viewer.ts';
import type { LayoutServerLoad } from './$types';

/** What every page knows: its language and, for who is signed in, their own name and work. */
export const load: LayoutServerLoad = ({ locals }) => {
	const { lang, space } = locals;
	// The way to the work is shown to who needs a second key first: it leads to where they get one.
	const viewer = locals.viewer && awake(locals.viewer);
	return {
		lang,
		/** Where the site stands, for addresses that leave it. */
		origin: locals.house.config.origin,
		example: locals.house.example,
		/** A machine may be asked to translate. */
		translates: locals.house.config.translation !== null,
		zone: space?.timeZone ?? 'UTC',
		space: space ? { slug: space.slug, names: space.names, language: space.language } : null,
		organisations: space?.organisations,
		/** Somebody has yet to use their second key. */
		partial: locals.partial !== null,
		viewer: viewer && {
			name: viewer.name,
			works: holds(viewer, space?.id ?? null, 'SECRETARIAT', 'MSF_CHAIR', 'MODERATOR'),
			/** Agency editors come in by the answer desks. */
			answers: holds(viewer, space?.id ?? null, 'AGENCY_EDITOR'),
			steward: holds(viewer, null, 'STEWARD')
		}
	};
};
