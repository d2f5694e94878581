/** Puts one's own contribution differently; what it said before stays readable. */

import type { Viewer } from '../accounts/viewer.ts';
import * as consultations from '../consultation/lock.server.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import * as suggestions from '../suggestion/store.server.ts';
import { proposalOf, sealedText } from '../suggestion/suggestion.ts';
import { inOne } from '../transaction.server.ts';
import { alikeChanged } from './alike.server.ts';
import { mayEdit, type Obstacle } from './contribution.ts';
import * as store from './store.server.ts';
import { wordingOf } from './wording.ts';

export type Change = {
	id: string;
	consultationId: string;
	body: string;
	lang: string;
	/** The words a suggestion proposes; of no use for remarks. */
	words?: string;
};
export type Edited = { ok: true } | { ok: false; obstacle: Obstacle };

export function edit(db: Database, by: Viewer, change: Change): Promise<Edited> {
	return inOne(db, async (tx) => {
		const held = await consultations.lock(tx, change.consultationId, 'shared');
		const one = held && (await store.locked(tx, change.id));
		if (!held || one?.consultationId !== held.consultation.id) return refused({ code: 'missing' });
		const { consultation, at } = held;

		const kept = mayEdit(one, by.id, consultation, at);
		if (kept) return refused(kept);
		const author = await store.authorOf(tx, by, one.spaceId, one.organisationId);
		if (typeof author === 'string') return refused({ code: author });
		const wording = wordingOf(change.body);
		if (!wording.ok) return wording;
		const { body } = wording;
		const stood = await suggestions.found(tx, one.id);
		if (stood?.builtOn) return refused({ code: 'answered' });
		const next = stood && proposalTo(stood, change.words);
		if (next && !next.ok) return next;
		const proposal = next?.proposal ?? null;
		const same = body === one.body && change.lang === one.lang;
		if (same && (proposal?.words ?? null) === (stood?.proposal.words ?? null))
			return refused({ code: 'unchanged' });

		const { seal, salt } = ledger.seal(sealedText(body, proposal));
		const words = stood?.proposal.words ?? null;
		await store.reword(tx, one, { body, lang: change.lang, salt }, at, words);
		await alikeChanged(tx, one.id);
		if (proposal) await suggestions.reword(tx, one.id, proposal.words);
		await ledger.record(tx, {
			spaceId: one.spaceId,
			type: 'contribution.edited',
			about: ['contribution', one.id],
			role: 'PARTICIPANT',
			personId: one.organisationId ? by.id : null,
			at,
			payload: { reference: one.reference, seal }
		});
		await consultations.touch(tx, consultation.id);
		return { ok: true };
	});
}

type Stood = NonNullable<Awaited<ReturnType<typeof suggestions.found>>>;

/** The proposal with other words; what it does to the unit stays. */
const proposalTo = ({ proposal, unit }: Stood, words = proposal.words ?? '') =>
	proposalOf({ act: proposal.act, words, basedOn: null }, unit);

const refused = (obstacle: Obstacle): Edited => ({ ok: false, obstacle });
