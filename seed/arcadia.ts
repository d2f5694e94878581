/** The living example: one fictional member, for demonstration, development and tests at once. */

import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';

/** Whom the example offers to sign in as. */
export const people = [
	{ label: 'Secretariat', email: 'secretariat@arcadia.example', name: 'Secretariat' }
];

/** Fills an empty database. */
export async function arcadia(db: Database) {
	await db.insertInto('space').values({
		id: newId(), slug: 'arcadia', names: JSON.stringify({ en: 'Arcadia' }), language: 'en',
		languages: ['en'], timeZone: 'Europe/Lisbon', contact: 'open@arcadia.example'
	}).execute();
	await db.insertInto('installation').values({ setUpAt: new Date(), example: true }).execute();
}
