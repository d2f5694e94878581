/** A joint statement: what one organisation said, open for others to sign. Pure. */

import { notOpen, type Obstacle as Contributed } from '../contribution/contribution.ts';
import type { Dates } from '../consultation/consultation.ts';
import type { State, Visibility } from '../contribution/contribution.ts';

/** What a rule has to know about a contribution others might sign. */
export type Signable = {
	organisationId: string | null;
	visibility: Visibility;
	state: State;
	depth: number;
	joint: boolean;
	signatureCount: number;
};

export type Obstacle =
	| Contributed
	| { code: 'not_an_organisations' }
	| { code: 'a_reply' }
	| { code: 'not_joint' }
	| { code: 'own_statement' }
	| { code: 'signed_already' };

/** A public statement of one's own organisation may be opened, and shut again until somebody has signed. */
export function mayOpen(
	one: Signable,
	as: string,
	joint: boolean,
	dates: Dates,
	at: Date
): Obstacle | null {
	if (one.organisationId !== as) return { code: 'not_an_organisations' };
	if (one.visibility === 'private') return { code: 'private' };
	if (one.state !== 'published') return { code: 'gone', state: one.state };
	if (one.depth > 0) return { code: 'a_reply' };
	if (!joint && one.signatureCount > 0) return { code: 'signed_already' };
	return notOpen(dates, at);
}

/** Another organisation signs once, and may take its signature back until closing. */
export function maySign(one: Signable, as: string, dates: Dates, at: Date): Obstacle | null {
	if (one.visibility === 'private') return { code: 'missing' };
	if (one.state !== 'published') return { code: 'gone', state: one.state };
	if (!one.joint) return { code: 'not_joint' };
	if (one.organisationId === as) return { code: 'own_statement' };
	return notOpen(dates, at);
}
