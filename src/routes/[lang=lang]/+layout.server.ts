import { holds } from '#domain/accounts/viewer.ts';
import type { LayoutServerLoad } from './$types';

/** What every page knows: its language and, for who is signed in, their own name and work. */
export const load: LayoutServerLoad = ({ locals }) => {
	const { viewer, lang, space } = locals;
	return {
		lang,
		example: locals.house.example,
		zone: space?.timeZone ?? 'UTC',
		space: space ? { slug: space.slug, names: space.names, language: space.language } : null,
		viewer: viewer && {
			name: viewer.name,
			works: holds(viewer, space?.id ?? null, 'SECRETARIAT', 'MSF_CHAIR', 'MODERATOR'),
			steward: holds(viewer, null, 'STEWARD')
		}
	};
};
