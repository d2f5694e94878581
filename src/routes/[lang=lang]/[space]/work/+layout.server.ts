import { holds } from '#domain/accounts/viewer.ts';
import { may } from '#domain/policy/acts.ts';
import type { LayoutServerLoad } from './$types';

/** What the row of links on staff pages may offer. */
export const load: LayoutServerLoad = ({ locals: { viewer, space } }) => ({
	may: {
		consult: holds(viewer, space.id, 'SECRETARIAT', 'MSF_CHAIR'),
		answer: holds(viewer, space.id, 'SECRETARIAT', 'MSF_CHAIR', 'AGENCY_EDITOR'),
		moderate: holds(viewer, space.id, 'SECRETARIAT', 'MODERATOR'),
		appeals: may(viewer, 'appeal.decide', space.id),
		appoint: holds(viewer, space.id, 'SECRETARIAT', 'STEWARD')
	}
});
