/** Two people without an address, as rows: what they said and how they voted is counted apart. */

import type { Transaction } from '#domain/database.server.ts';
import { addressOf } from '#domain/guests/guest.ts';
import { newId } from '#domain/identity.ts';
import { guests } from '../arcadia/guests.ts';
import { chance, reference } from './chance.ts';
import type { Peopled } from './people.ts';
import type { Texted } from './texts.ts';

const day = 86_400_000;

/** Writes them with their one remark each and their votes. */
export async function fillGuests(tx: Transaction, peopled: Peopled, texts: Texted[], now: Date) {
	const { next } = chance(11);
	for (const one of guests) {
		const text = texts.find(({ slug }) => slug === one.consultation);
		if (!text) throw new Error(`A guest speaks to ${one.consultation}, which is not there.`);
		const id = newId();
		const at = new Date(now.getTime() - one.daysAgo * day);
		await tx
			.insertInto('person')
			.values({
				...{ id, name: one.name, email: addressOf(id), language: one.lang },
				...{ guest: true, letInAt: at, createdAt: at }
			})
			.execute();
		await tx
			.insertInto('contribution')
			.values({
				...{ id: newId(), reference: reference(next), spaceId: peopled.spaceId },
				...{ consultationId: text.id, versionId: text.versionId, kind: 'comment' },
				...text.place(one.unit),
				...{ personId: id, authorName: one.name, guest: true, visibility: 'public' },
				...{ body: one.body, lang: one.lang, receivedAt: at }
			})
			.execute();
		const votes = one.votes.map(([unit, value]) => ({
			...{ unitId: text.place(unit).unitId ?? '', voterId: id, voterKind: 'guest' },
			...{ versionId: text.versionId, value, castAt: at }
		}));
		await tx.insertInto('vote').values(votes).execute();
		await tx
			.insertInto('voteDelta')
			.values(
				votes.map(({ unitId, value }) => ({
					...{ consultationId: text.id, unitId, voterKind: 'guest' },
					...{ agree: 0, changes: 0, disagree: 0, unsure: 0, [value]: 1 }
				}))
			)
			.execute();
	}
}
