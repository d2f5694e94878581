/** Writes down an act that anyone can read beside a consultation, and makes its pages new. */

import { newId } from '#domain/identity.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import type { Entry } from '#domain/ledger/ledger.server.ts';
import type { Scene } from './acting.server.ts';
import { touch } from './lock.server.ts';

type Published = {
	kind: 'extension' | 'notice' | 'rule_change' | 'cancellation' | 'language' | 'version' | 'round';
	body: string;
	lang: string;
	unitId?: string | null;
	fromAt?: Date | null;
	toAt?: Date | null;
	/** The language of the text that was published. */
	textLang?: string;
	/** The version that was published, or that a round is about. */
	versionId?: string;
};

/** One public act, one ledger entry of the given type, and new pages. */
export async function publish(
	{ tx, consultation, at, role, personId }: Scene,
	act: Published,
	type: string,
	payload: NonNullable<Entry['payload']> = {}
): Promise<string> {
	const id = newId();
	await tx
		.insertInto('publicAct')
		.values({
			id,
			consultationId: consultation.id,
			kind: act.kind,
			unitId: act.unitId ?? null,
			body: act.body,
			lang: act.lang,
			fromAt: act.fromAt ?? null,
			toAt: act.toAt ?? null,
			textLang: act.textLang ?? null,
			versionId: act.versionId ?? null,
			byId: personId,
			at
		})
		.execute();
	const about: Entry['about'] = ['consultation', consultation.id];
	const facts = { ...payload, act: id };
	const { spaceId } = consultation;
	await record(tx, { spaceId, type, about, role, personId, at, payload: facts });
	await touch(tx, consultation.id);
	return id;
}
