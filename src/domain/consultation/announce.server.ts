/** Makes a consultation public: its text is frozen, its dates are promised, and from then on the clock rules. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { draftOf } from './draft/facts.server.ts';
import { publish } from '#domain/text/publish.server.ts';
import { publishReady, readyLanguages } from '../translation/publish.server.ts';
import { acting } from './acting.server.ts';
import { checklist, missing, type Opening, type Point } from './checklist.ts';
import { touch } from './lock.server.ts';
import { schedule } from './schedule.server.ts';
import { detailsOf } from './set-details.server.ts';

export type Announcement = {
	/** The revision of the draft that was reviewed and is meant. */
	revision: number;
	opening: Opening;
};

export type AnnounceObstacle =
	| { code: 'changed_meanwhile' }
	| { code: 'not_ready'; missing: Point[] }
	| { code: 'language_not_ready'; language: string };
const no = (obstacle: AnnounceObstacle) => ({ ok: false as const, obstacle });

export async function announce(
	db: Database,
	by: Viewer,
	consultationId: string,
	sent: Announcement
) {
	return acting(db, by, 'consultation.announce', consultationId, 'alone', async (scene) => {
		const { tx, consultation, at, role, personId } = scene;
		if (consultation.draftRevision !== sent.revision) return no({ code: 'changed_meanwhile' });
		const { entries, facts } = await draftOf(tx, consultationId, sent.revision);
		const lacking = missing(checklist(detailsOf(consultation), facts, at, sent.opening));
		if (lacking.length) return no({ code: 'not_ready', missing: lacking });

		const languages = await readyLanguages(scene);
		if (!languages.ok) return languages;

		const opensAt = sent.opening === 'at_once' ? at : consultation.opensAt;
		const { closesAt, firstNumber, spaceId } = consultation;
		const edition = { consultationId, entries, firstNumber, publishedAt: at };
		const { versionId, units } = await publish(tx, edition);
		await tx
			.updateTable('consultation')
			.set({ announcedAt: at, opensAt, versionId })
			.where('id', '=', consultationId)
			.execute();
		await schedule(tx, { id: consultationId, opensAt, closesAt });
		const about: [string, string] = ['consultation', consultationId];
		const dates = { opens: opensAt?.toISOString() ?? '', closes: closesAt?.toISOString() ?? '' };
		const payload = { version: versionId, units, ...dates };
		await record(tx, {
			spaceId,
			type: 'consultation.announced',
			about,
			role,
			personId,
			at,
			payload
		});
		await publishReady(scene, versionId, languages.all);
		await touch(tx, consultationId);
		return { ok: true as const, units };
	});
}
