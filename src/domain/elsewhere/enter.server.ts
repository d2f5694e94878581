/** Enters one contribution that came by letter, mail, telephone, in a meeting or from another platform. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting } from '../consultation/acting.server.ts';
import { touch } from '../consultation/lock.server.ts';
import type { RemarkKind } from '../contribution/contribution.ts';
import type { Place } from '../contribution/place.ts';
import { foldAlike } from '../contribution/alike.server.ts';
import { unitAt } from '../contribution/store.server.ts';
import { placeWord } from '../contribution/place.ts';
import type { Database } from '../database.server.ts';
import type { State } from '../consultation/consultation.ts';
import { tell } from '../notifications/news.server.ts';
import type { Channel, Consent } from './elsewhere.ts';
import { entersPrivate, factsFor } from './facts.server.ts';
import { documentLanguage, unknown } from '../text/language.ts';
import { judge, type Fault } from './row.ts';
import { write } from './write.server.ts';

export type Received = {
	channel: Channel;
	/** `2026-05-03`, on the clocks of the space. */
	day: string;
	author: string;
	/** Its address; empty where nobody speaks for one. */
	organisation: string;
	consent: Consent;
	on: Place;
	kind: RemarkKind;
	/** Empty where the words tell it. */
	lang: string;
	body: string;
	source: string;
	contact: string;
};

export type EnterObstacle =
	| { code: 'missing' | 'not_allowed' | 'place_missing' }
	| { code: 'wrong_state'; state: State }
	| { code: 'faults'; faults: Fault[] };

export type Entered = { ok: true; reference: string } | { ok: false; obstacle: EnterObstacle };

const refused = (obstacle: EnterObstacle): Entered => ({ ok: false, obstacle });

/** The order of the cells a form is judged as: the same rules as a row's. */
const columns = { body: 0, lang: 1, author: 2, organisation: 3, kind: 4, source: 5, contact: 6 };

export function enter(
	db: Database,
	by: Viewer,
	consultationId: string,
	received: Received
): Promise<Entered> {
	return acting(db, by, 'contribution.enter', consultationId, 'shared', async (scene) => {
		const { tx, consultation, at, role, personId } = scene;
		const { versionId, spaceId } = consultation;
		const facts = await factsFor(tx, consultation, at, entersPrivate(by, spaceId));
		if (!facts || !versionId) return refused({ code: 'missing' });
		const unit = await unitAt(tx, versionId, received.on);
		if (unit === undefined) return refused({ code: 'place_missing' });

		const { body, author, organisation, kind, source, contact } = received;
		const lang = received.lang || guessed(body, consultation.language);
		const { channel, day: receivedOn, consent } = received;
		const { entry, faults } = judge(
			[body, lang, author, organisation, kind, source, contact],
			columns,
			{ channel, receivedOn, consent, lang: '', source: '' },
			facts
		);
		if (faults.length > 0) return refused({ code: 'faults', faults });
		const [written] = await write(
			tx,
			{
				...{ consultation, versionId, period: facts.period, at, role },
				...{ byId: personId, importId: null }
			},
			[
				{
					...{ ...entry, place: received.on.kind, unitId: unit?.unitId ?? null },
					placeWord: placeWord(received.on)
				}
			]
		);
		if (!written) return refused({ code: 'missing' });
		await foldAlike(tx, written.id);
		if (consent !== 'private')
			await tell(tx, {
				...{
					kind: 'contribution',
					spaceId,
					at,
					consultationId,
					contributionId: written.id,
					byId: personId
				}
			});
		await touch(tx, consultationId);
		return { ok: true, reference: written.reference };
	});
}

function guessed(body: string, otherwise: string): string {
	const found = documentLanguage(body, null);
	return found === unknown ? otherwise : found;
}
