/** Whoever left an address is told where what they said stands, and that the answer will be there. */

import { isLanguage } from '../languages.ts';
import type { Transaction } from '../database.server.ts';
import { notifyAll } from '../notifications/notify.server.ts';
import type { Entry } from './row.ts';

type Writing = { consultation: { spaceId: string; title: string } };
type Told = { reference: string; entry: Entry };

export async function sendReceipts(
	tx: Transaction,
	{ consultation }: Writing,
	written: readonly Told[]
): Promise<void> {
	const reachable = written.filter(({ entry }) => entry.contact !== null);
	if (reachable.length === 0) return;
	const space = await tx
		.selectFrom('space')
		.select(['slug', 'language', 'contact'])
		.where('id', '=', consultation.spaceId)
		.executeTakeFirstOrThrow();
	await notifyAll(
		tx,
		reachable.map(({ reference, entry }) => {
			const language = isLanguage(entry.lang) ? entry.lang : space.language;
			return {
				recipient: entry.contact ?? '',
				language,
				kind: 'receipt_elsewhere' as const,
				facts: {
					...{ reference, title: consultation.title, body: entry.body, channel: entry.channel },
					...{ visibility: entry.consent === 'private' ? 'private' : 'public' },
					day: { day: entry.receivedOn },
					contact: space.contact,
					path: `/${language}/${space.slug}/contributions/${reference}`
				}
			};
		})
	);
}
