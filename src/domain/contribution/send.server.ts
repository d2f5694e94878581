/** Says something about a text: on a unit, a section or the whole, or in reply to someone. */

import type { Viewer } from '../accounts/viewer.ts';
import * as consultations from '../consultation/lock.server.ts';
import type { Database, Transaction } from '../database.server.ts';
import { newId } from '../identity.ts';
import { isOut } from '../invalidation/store.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import { tell } from '../notifications/news.server.ts';
import { blocks } from '../peace/store.server.ts';
import * as suggestions from '../suggestion/store.server.ts';
import { sealedText, type Asked, type Subject } from '../suggestion/suggestion.ts';
import type { Chosen } from '../text/anchor/quote.ts';
import { inOne } from '../transaction.server.ts';
import { foldAlike } from './alike.server.ts';
import { notOpen, replyTo, type Kind, type Obstacle, type Visibility } from './contribution.ts';
import { placeWord, type Place } from './place.ts';
import { findWords, keepWords } from './quoted.server.ts';
import { receipt } from './receipt.server.ts';
import * as store from './store.server.ts';
import { wordingOf } from './wording.ts';

export type Said = {
	consultationId: string;
	on: Place;
	/** The reference of the contribution it replies to. */
	to: string | null;
	/** The organisation it is said for. */
	as: string | null;
	kind: Kind;
	visibility: Visibility;
	lang: string;
	body: string;
	/** The words of the unit it is about, when it is about some. */
	quote?: Chosen | null;
	/** What it suggests; given exactly when it is a suggestion. */
	suggestion?: Asked | null;
};

export type Sent = { ok: true; reference: string } | { ok: false; obstacle: Obstacle };

export function send(db: Database, by: Viewer, said: Said): Promise<Sent> {
	return inOne(db, async (tx) => {
		const held = await consultations.lock(tx, said.consultationId, 'shared');
		if (!held?.consultation.versionId) return refused({ code: 'missing' });
		const { consultation, at } = held;
		const { versionId } = held.consultation;
		const { spaceId } = consultation;

		const shut = notOpen(consultation, at);
		if (shut) return refused(shut);
		const wording = wordingOf(said.body);
		if (!wording.ok) return wording;
		const author = await store.authorOf(tx, by, spaceId, said.as);
		if (typeof author === 'string') return refused({ code: author });
		if (said.as === null && (await isOut(tx, by.id, consultation.id)))
			return refused({ code: 'invalidated' });

		const unit = await store.unitAt(tx, versionId, said.on);
		if (unit === undefined) return refused({ code: 'place_missing' });
		const place = { place: said.on.kind, unitId: unit?.unitId ?? null };
		const parent = said.to === null ? null : await parentOf(tx, said, place.unitId);
		const kept = parent === null ? null : replyTo(parent);
		if (kept) return refused(kept);
		if (parent && (await blocks(tx, parent.personId, by.id))) return refused({ code: 'blocked' });

		if (parent && said.quote) return refused({ code: 'quote_reply' });
		const found = await findWords(tx, versionId, unit, said.quote ?? null);
		if (!found.ok) return found;

		const asked = await proposalIn(tx, said, unit, { consultationId: consultation.id, ...place });
		if (!asked.ok) return asked;
		const { suggested } = asked;

		const id = newId();
		const { seal, salt } = ledger.seal(sealedText(wording.body, suggested));
		const { kind, visibility, lang } = said;
		const reference = await store.insert(tx, {
			...{ id, spaceId, consultationId: consultation.id, versionId, kind, ...place },
			...{ visibility, lang, body: wording.body, salt, receivedAt: at },
			...{ personId: author.personId, organisationId: author.organisationId },
			authorName: author.name,
			guest: author.guest,
			links: author.stood,
			depth: parent ? parent.depth + 1 : 0,
			parentId: parent?.id ?? null,
			rootId: parent ? (parent.rootId ?? parent.id) : null
		});
		if (found.quote) await keepWords(tx, id, found.quote);
		if (suggested) await suggestions.keep(tx, id, suggested);
		if (parent && visibility === 'public') await store.countReply(tx, parent.id);
		await foldAlike(tx, id);
		await ledger.record(tx, {
			spaceId,
			type: 'contribution.received',
			about: ['contribution', id],
			role: 'PARTICIPANT',
			personId: author.organisationId ? by.id : null,
			at,
			payload: {
				...{ reference, kind, visibility, place: placeWord(said.on), seal },
				...(suggested ? { suggests: suggested.act } : {}),
				...(found.quote ? { words: [found.quote.start, found.quote.end] } : {})
			}
		});
		if (visibility === 'public')
			await tell(tx, {
				...{ kind: parent ? 'reply' : 'contribution', spaceId, at },
				...{ consultationId: consultation.id, contributionId: id }
			});
		await receipt(tx, by, {
			...{ consultation, reference, visibility: said.visibility },
			...{ body: wording.body, suggested, at }
		});
		await consultations.touch(tx, consultation.id);
		return { ok: true, reference };
	});
}

/** What it suggests, judged; a suggestion stands on a unit and replies to nothing. */
async function proposalIn(
	tx: Transaction,
	said: Said,
	unit: Awaited<ReturnType<typeof store.unitAt>>,
	place: { consultationId: string; unitId: string | null }
) {
	if (said.kind !== 'suggestion') return { ok: true as const, suggested: null };
	if (!said.suggestion || said.to !== null || said.quote)
		return { ok: false as const, obstacle: { code: 'unit_unsuitable' as const } };
	return suggestions.judge(tx, said.suggestion, unit as Subject | null, place);
}

/** The contribution replied to, locked; undefined unless it stands in the same place. */
async function parentOf(tx: Transaction, said: Said, unitId: string | null) {
	const found = await store.findByReference(tx, null, said.to ?? '');
	if (found?.consultationId !== said.consultationId) return undefined;
	const parent = await store.locked(tx, found.id);
	return parent?.place === said.on.kind && parent.unitId === unitId ? parent : undefined;
}

const refused = (obstacle: Obstacle): Sent => ({ ok: false, obstacle });
