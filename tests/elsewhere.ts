/** A consultation that is open just now with its secretariat, and files that bring contributions to it. */

import { check } from '#domain/elsewhere/check.server.ts';
import { accept } from '#domain/elsewhere/accept.server.ts';
import { map } from '#domain/elsewhere/map.server.ts';
import { read } from '#domain/elsewhere/read.server.ts';
import { receive } from '#domain/elsewhere/receive.server.ts';
import { importById } from '#domain/elsewhere/store.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { wallIn } from '#domain/consultation/moments.ts';
import { now } from '#domain/clock.server.ts';
import type { Database } from '#domain/database.server.ts';
import * as staff from './staff.ts';

export async function room(db: Database) {
	const place = await staff.office(db);
	const consultation = await staff.openIn(db, place);
	const { spaceId, secretariat } = place;
	const today = wallIn('Europe/Lisbon', await now(db)).date;
	const grants = [{ spaceId, role: 'MSF_CHAIR' as const }];
	const chair = await staff.person(db, 'Chair', grants);
	await staff.granted(db, secretariat);
	await staff.granted(db, chair);
	const at = { id: consultation.id, spaceId };
	const found = (id: string, by: Viewer = secretariat) => importById(db, by, at, id);

	/** A file that is read; its columns are named next. */
	async function upload(text: string | Uint8Array, by: Viewer = secretariat) {
		const received = await receive(db, by, consultation.id, 'letters.csv');
		if (!received.ok) throw new Error(received.obstacle.code);
		await read(db, received.id, typeof text === 'string' ? Buffer.from(text) : text);
		return received.id;
	}

	/** A file whose columns are what their names say, checked. */
	async function checked(
		text: string,
		sent: Record<string, string> = {},
		by: Viewer = secretariat
	) {
		const id = await upload(text, by);
		const file = await found(id, by);
		const columns = Object.entries(file?.columns ?? {}).map(([field, n]) => [
			`column.${field}`,
			String(n)
		]);
		const mapped = await map(db, by, {
			...{ consultationId: consultation.id, id },
			sent: {
				...Object.fromEntries(columns),
				...{ channel: 'letter', consent: 'named', day: today, lang: 'en', source: '' },
				...sent
			}
		});
		if (!mapped.ok) throw new Error(mapped.obstacle.code);
		await check(db, id, by === secretariat);
		return id;
	}

	const accepted = (id: string, which: 'all' | 'faultless' = 'all', by: Viewer = secretariat) =>
		accept(db, by, { consultationId: consultation.id, id, which });

	const bodies = async () => {
		const rows = await db
			.selectFrom('contribution')
			.innerJoin('receivedElsewhere', 'contributionId', 'contribution.id')
			.select(['body', 'externalId'])
			.where('contribution.consultationId', '=', consultation.id)
			.orderBy('contribution.id')
			.execute();
		return rows;
	};
	return { ...place, consultation, at, chair, today, found, upload, checked, accepted, bodies };
}
