/** Whose desk it is: what of a consultation someone may see there. Pure. */

import { holds, type Viewer } from '../accounts/viewer.ts';
import { may } from '../policy/acts.ts';

export type Scope = {
	consultationId: string;
	viewerId: string;
	/** Private contributions are the secretariat's. */
	withPrivate: boolean;
	/** Words that are held are read by those who decide about them. */
	readsHeld: boolean;
};

export const scopeOf = (viewer: Viewer, spaceId: string, consultationId: string): Scope => ({
	consultationId,
	viewerId: viewer.id,
	withPrivate: holds(viewer, spaceId, 'SECRETARIAT'),
	readsHeld: may(viewer, 'remark.moderate', spaceId)
});
