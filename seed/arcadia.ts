/** The living example: one fictional member, for demonstration, development and tests at once. */

import type { Database } from '#domain/database.server.ts';
import { now } from '#domain/clock.server.ts';
import { people as named } from './arcadia/people.ts';
import { fillAnswers } from './fill/answers.ts';
import { fillGuests } from './fill/guests.ts';
import { fillPeople } from './fill/people.ts';
import { fillTexts } from './fill/texts.ts';
import { fillVoices } from './fill/voices.ts';
import { fillVotes } from './fill/votes.ts';

/** Whom the example offers to sign in as, by the role a visitor wants to try. */
export const guests = [
	{ role: 'secretariat', key: 'marisol' },
	{ role: 'civil_society', key: 'amara' },
	{ role: 'participant', key: 'jonas' },
	{ role: 'steward', key: 'petra' }
].map(({ role, key }) => {
	const person = named.find((one) => one.key === key);
	if (!person) throw new Error(`The example has no ${key}.`);
	return { role, name: person.name, email: person.email };
});

/** Fills an empty database with Arcadia, dated around the database's now. */
export async function arcadia(db: Database) {
	const at = await now(db);
	return db.transaction().execute(async (tx) => {
		const peopled = await fillPeople(tx, at);
		const texts = await fillTexts(tx, peopled, at);
		const said = await fillVoices(tx, peopled, texts, at);
		await fillVotes(tx, peopled, texts, at);
		await fillAnswers(tx, peopled, texts, said, at);
		await fillGuests(tx, peopled, texts, at);
		await tx.insertInto('installation').values({ setUpAt: at, example: true }).execute();
		return { ...peopled, texts };
	});
}
