// The space itself, and who holds which role in it.
import type { RoleGrant, SpaceShape } from './shape.ts';

export const space = {
	slug: 'arcadia',
	names: { en: 'Arcadia', es: 'Arcadia', fr: 'Arcadie', ru: 'Аркадия', ar: 'أركاديا' },
	timeZone: 'Europe/Lisbon',
	languages: ['en', 'es', 'fr', 'ru', 'ar'],
	pointOfContact: 'marisol',
	contact: {
		office: 'Secretariat for Open Government',
		email: 'secretariat@arcadia.example',
		telephone: '0555 010 200',
		address: '3 Granary Square, Orvale'
	}
} as const satisfies SpaceShape;

/** Whoever has an account is a participant; these are the roles given by name. */
export const roles = [
	{ person: 'marisol', role: 'SECRETARIAT', sinceDaysAgo: 620 },
	{ person: 'tobias', role: 'SECRETARIAT', sinceDaysAgo: 310 },
	{ person: 'leila', role: 'MODERATOR', sinceDaysAgo: 310 },
	{ person: 'casimir', role: 'MODERATOR', sinceDaysAgo: 145 },
	{ person: 'rafael', role: 'MSF_CHAIR', sinceDaysAgo: 400 },
	{ person: 'ottilie', role: 'MSF_GOV', sinceDaysAgo: 400 },
	{ person: 'amara', role: 'MSF_CS', sinceDaysAgo: 400 },
	{ person: 'wendeline', role: 'MSF_CS', sinceDaysAgo: 220 },
	{ person: 'dmitri', role: 'AGENCY_EDITOR', sinceDaysAgo: 260 },
	{ person: 'inma', role: 'AGENCY_EDITOR', sinceDaysAgo: 190 },
	{ person: 'solveig', role: 'COMMITMENT_LEAD', sinceDaysAgo: 240 },
	{ person: 'aurelio', role: 'MINISTER', sinceDaysAgo: 510 },
	{ person: 'edmund', role: 'RECORDS_OFFICER', sinceDaysAgo: 360 },
	{ person: 'thandeka', role: 'REVIEWER', sinceDaysAgo: 120 },
	{ person: 'petra', role: 'STEWARD', sinceDaysAgo: 620 },
	{ person: 'jonas', role: 'PARTICIPANT', sinceDaysAgo: 48 }
] as const satisfies readonly RoleGrant[];
