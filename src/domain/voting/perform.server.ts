/** Casts a vote that waited for its voter to sign in. */

import { represented, type Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import type { Payload } from '#domain/pending/pending.ts';
import { castAll } from './cast.server.ts';
import { isValue, voterOf } from './vote.ts';

/** What is kept of a vote until then. The number and the title let people recognise it. */
export type HeldVote = {
	unitId: string;
	value: string;
	organisationId: string | null;
	number: string;
	title: string;
	/** The name of the organisation, for whoever is to recognise it. */
	speaksFor: string | undefined;
	to: string;
};

export async function performVote(db: Database, viewer: Viewer, payload: Payload) {
	const { unitId, value, organisationId, to } = payload as HeldVote;
	const choice = isValue(value) ? value : null;
	const organisation = organisationId ? represented(viewer, organisationId) : null;
	if (organisationId && !organisation) {
		return { ok: false as const, obstacle: { code: 'not_allowed' as const } };
	}
	const [outcome] = await castAll(db, [
		{
			unitId,
			value: choice,
			...voterOf(viewer, organisation)
		}
	]);
	if (!outcome) throw new Error('A vote was not answered.');
	return outcome.ok ? { ok: true as const, to } : outcome;
}
