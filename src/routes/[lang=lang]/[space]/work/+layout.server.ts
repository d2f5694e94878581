import { holds } from '#domain/accounts/viewer.ts';
import type { LayoutServerLoad } from './$types';

/** What the row of links on staff pages may offer. */
export const load: LayoutServerLoad = ({ locals: { viewer, space } }) => ({
	may: {
		consult: holds(viewer, space.id, 'SECRETARIAT', 'MSF_CHAIR'),
		moderate: holds(viewer, space.id, 'SECRETARIAT', 'MODERATOR'),
		appoint: holds(viewer, space.id, 'SECRETARIAT', 'STEWARD')
	}
});
