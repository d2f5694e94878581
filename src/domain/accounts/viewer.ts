/** Who is looking or acting: a person with the roles and organisations they hold just now. */

export const roles = [
	'MODERATOR',
	'SECRETARIAT',
	'AGENCY_EDITOR',
	'COMMITMENT_LEAD',
	'MSF_GOV',
	'MSF_CS',
	'MSF_CHAIR',
	'MINISTER',
	'RECORDS_OFFICER',
	'REVIEWER',
	'STEWARD'
] as const;
export type Role = (typeof roles)[number];

/** A role in one space, or on the installation when the space is null (STEWARD only). */
export type Grant = { spaceId: string | null; role: Role };
export type Represented = { id: string; spaceId: string; slug: string; name: string };

export type Viewer = {
	id: string;
	name: string;
	email: string;
	language: string;
	sessionId: string;
	suspended: boolean;
	grants: Grant[];
	organisations: Represented[];
};

/** The roles someone holds in a space: everyone is PUBLIC, who is signed in and not suspended a PARTICIPANT. */
export type Standing = Role | 'PUBLIC' | 'PARTICIPANT';

export function standingsOf(viewer: Viewer | null, spaceId: string | null): Standing[] {
	if (!viewer || viewer.suspended) return ['PUBLIC'];
	const held = viewer.grants.filter((one) => one.spaceId === null || one.spaceId === spaceId);
	return ['PUBLIC', 'PARTICIPANT', ...held.map((one) => one.role)];
}

export const holds = (viewer: Viewer | null, spaceId: string | null, ...wanted: Standing[]) =>
	standingsOf(viewer, spaceId).some((one) => wanted.includes(one));

/** The organisation someone may speak for in a space, by its id; null when they may not. */
export const represented = (viewer: Viewer | null, organisationId: string | null) =>
	viewer?.organisations.find((one) => one.id === organisationId) ?? null;
