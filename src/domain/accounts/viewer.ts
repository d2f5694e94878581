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
	/** Without a verified address: bound to a device, counted apart. */
	guest?: true;
	/**
	 * How far the session has come; a link alone may not be enough, and a guest may wait for a moderator.
	 * Absent when it has come all the way.
	 */
	step?: 'challenge' | 'set_up' | 'waiting';
	/** Roles that take effect once their holder has a second key. */
	dormant?: Grant[];
};

/** What a session and its person's keys say about how far it has come. */
export type Way = { keyed: boolean; stepped: boolean };

/**
 * Who has a second key is nobody until it was used in this session; who holds roles and has none holds them
 * only on paper, where staff need one.
 */
export function asFarAs(viewer: Viewer, { keyed, stepped }: Way, staffNeedKeys: boolean): Viewer {
	const { grants, organisations } = viewer;
	if (keyed && !stepped)
		return { ...viewer, step: 'challenge', grants: [], organisations: [], dormant: grants };
	if (!keyed && staffNeedKeys && grants.length)
		return { ...viewer, step: 'set_up', grants: [], organisations, dormant: grants };
	return viewer;
}

/** The same person with the roles that wait for a second key: for what they could do, not what they may. */
export const awake = (viewer: Viewer): Viewer =>
	viewer.dormant ? { ...viewer, step: undefined, grants: viewer.dormant } : viewer;

/**
 * The roles someone holds in a space: everyone is PUBLIC, who is signed in and not suspended a PARTICIPANT, and
 * who has yet to use their second key is PARTIAL: not yet themselves.
 */
export type Standing = Role | 'PUBLIC' | 'PARTICIPANT' | 'PARTIAL';

export function standingsOf(viewer: Viewer | null, spaceId: string | null): Standing[] {
	if (!viewer || viewer.suspended || viewer.step === 'waiting') return ['PUBLIC'];
	if (viewer.step === 'challenge') return ['PUBLIC', 'PARTIAL'];
	const held = viewer.grants.filter((one) => one.spaceId === null || one.spaceId === spaceId);
	return ['PUBLIC', 'PARTICIPANT', ...held.map((one) => one.role)];
}

export const holds = (viewer: Viewer | null, spaceId: string | null, ...wanted: Standing[]) =>
	standingsOf(viewer, spaceId).some((one) => wanted.includes(one));

/** The organisation someone may speak for in a space, by its id; null when they may not. */
export const represented = (viewer: Viewer | null, organisationId: string | null) =>
	viewer?.organisations.find((one) => one.id === organisationId) ?? null;
