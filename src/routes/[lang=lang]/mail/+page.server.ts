import { error } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { latestMail, withLinks } from '#platform/mail-page.server.ts';
import type { PageServerLoad } from './$types';

/** In the example on one's own machine everything is shown; elsewhere the steward sees to whom and whether it left. */
export const load: PageServerLoad = async ({ locals: { house, viewer } }) => {
	const { smtpUrl, origin } = house.config;
	const loopback = house.showsMail;
	if (!loopback && !holds(viewer, null, 'STEWARD')) error(404);
	const mails = await latestMail(house, loopback);
	return {
		mails: mails.map(({ letter, ...mail }) => ({
			...mail,
			subject: letter?.subject ?? null,
			body: letter && withLinks(letter.body, origin)
		})),
		loopback,
		sends: smtpUrl !== null
	};
};
