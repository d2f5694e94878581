/** What the terminal says once the server listens. */

import { isEmpty, newSetUpToken } from '#domain/space/set-up.server.ts';
import type { House } from './house.server.ts';
import type { Running } from './start.server.ts';

const labels: Record<string, string> = {
	secretariat: 'Secretariat',
	civil_society: 'Civil society',
	participant: 'Participant',
	steward: 'Steward'
};

/** Where each of them begins. */
const places: Record<string, string> = {
	secretariat: '/en/arcadia/work',
	steward: '/en/arcadia/work/people'
};

/** Prints the address and, for the unmodified example on loopback, fresh sign-in links. */
export async function greet({ config, house }: Running) {
	const lines = [`Folkmoot is ready: ${config.origin}`];
	if (config.loopback && house.example) {
		const { guests } = await import('#seed/arcadia.ts');
		lines.push(
			'',
			'This is an example with invented people. Sign in as (links work once, for 15 minutes):'
		);
		for (const { role, email, name } of guests) {
			const token = await house.auth.linkFor(email, name, places[role] ?? '/en/arcadia');
			lines.push(`  ${labels[role] ?? role}  ${name}`, `    ${config.origin}/en/sign-in/${token}`);
		}
	}
	if (await isEmpty(house.db)) {
		const token = await newSetUpToken(house.db);
		lines.push('', 'Nothing is set up yet. Open this link, which works once:');
		lines.push(`    ${config.origin}/en/set-up?token=${token}`);
	}
	if (!config.smtpUrl) lines.push('', whereMailGoes(house));
	lines.push('', 'Ctrl-C stops everything.');
	console.log(lines.join('\n'));
}

const whereMailGoes = ({ config, showsMail }: House) => {
	if (showsMail) return `No SMTP_URL is set, so mail is kept on a page: ${config.origin}/en/mail`;
	return config.loopback
		? 'No SMTP_URL is set, so mail is printed here.'
		: 'No SMTP_URL is set, so no mail leaves: set it before anyone signs in.';
};
