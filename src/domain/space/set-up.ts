/** What the first space of an installation needs, and what is wrong with it. */

import { emailOf, isEmail, nameObstacle, nameOf } from '../accounts/accounts.ts';
import { isLanguage } from '../languages.ts';
import { collapse } from '../text/characters.ts';
import { isFreeName } from './space.ts';

export type Founding = {
	name: string;
	slug: string;
	language: string;
	languages: string[];
	timeZone: string;
	contact: string;
	/** The first steward and secretariat. */
	personName: string;
	email: string;
};

export type Field = keyof Founding;
export type Problem = { field: Field; code: string; most?: number };

/** What was typed, as it is kept. */
export const tidied = (typed: Founding): Founding => ({
	...typed,
	name: collapse(typed.name),
	slug: typed.slug.trim(),
	timeZone: typed.timeZone.trim(),
	contact: emailOf(typed.contact),
	personName: nameOf(typed.personName),
	email: emailOf(typed.email)
});

/** Everything that is wrong, in the order of the form. */
export function problemsOf(founding: Founding): Problem[] {
	const { name, slug, language, languages, timeZone, contact, personName, email } = founding;
	const called = nameObstacle(personName);
	const problems: (Problem | false | null)[] = [
		(!name || name.length > 80) && { field: 'name', code: 'space_name' },
		!isFreeName(slug) && { field: 'slug', code: 'slug_bad' },
		!isLanguage(language) && { field: 'language', code: 'language_bad' },
		!(languages.includes(language) && languages.every((tag) => isLanguage(tag))) && {
			field: 'languages',
			code: 'languages_bad'
		},
		!isTimeZone(timeZone) && { field: 'timeZone', code: 'zone_bad' },
		!isEmail(contact) && { field: 'contact', code: 'contact_bad' },
		called && { field: 'personName', ...called },
		!isEmail(email) && { field: 'email', code: 'email_bad' }
	];
	return problems.filter((one) => one !== false && one !== null);
}

/** Whether a text names a zone of the time zone database, or UTC. */
export function isTimeZone(zone: string): boolean {
	if (!/^[A-Za-z][A-Za-z0-9+_/-]{1,60}$/.test(zone)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}
