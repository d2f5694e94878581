/** Takes chosen passages out of a contribution, everywhere and for good: personal data above all. */

import { holds, type Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import * as ledger from '../ledger/ledger.server.ts';
import * as suggestions from '../suggestion/store.server.ts';
import { sealedText } from '../suggestion/suggestion.ts';
import { inOne } from '../transaction.server.ts';
import { conclude } from './decide.server.ts';
import { absent, obstacleTo, passagesOf, redacted } from './moderation.ts';
import { statementOf } from './statement.ts';
import { forModeration, overwrite, refused, wordingsOf, type Decision } from './store.server.ts';

export type Redaction = Decision & {
	/** One passage a line, as it stands. */
	passages: string;
};

export const redact = (db: Database, by: Viewer, decision: Redaction) =>
	inOne(db, async (tx) => {
		const found = await forModeration(tx, by, decision);
		if ('code' in found) return refused(found);
		const { one, reports } = found;
		// A moderator refuses or lets stand and never touches the words: leaving some out says something else.
		if (!holds(by, one.spaceId, 'SECRETARIAT')) return refused({ code: 'not_allowed' });
		const kept = obstacleTo('redact', one.state, reports);
		if (kept) return refused(kept);
		const stated = statementOf('redact', decision, one.authorName);
		if (!stated.ok) return stated;

		const passages = passagesOf(decision.passages);
		if (passages.length === 0) return refused({ code: 'passages_missing' });
		const wordings = await wordingsOf(tx, one.id);
		const stood = await suggestions.found(tx, one.id);
		const said = [one, ...wordings].map(({ body }) => body);
		const proposed = [stood?.proposal, ...wordings].flatMap((one) => one?.words ?? []);
		const lacking = absent([...said, ...proposed], passages);
		if (lacking !== undefined) return refused({ code: 'passage_absent', passage: lacking });

		const body = redacted(one.body, passages);
		const without = (words: string | null) => words && redacted(words, passages);
		const proposal = stood ? { ...stood.proposal, words: without(stood.proposal.words) } : null;
		const earlier = wordings.map(({ n, body, words }) => ({
			...{ n, body: redacted(body, passages) },
			words: without(words)
		}));
		const { seal, salt } = ledger.seal(sealedText(body, proposal));
		if (proposal) await suggestions.reword(tx, one.id, proposal.words);
		await overwrite(tx, one.id, { body, salt }, earlier);
		// The facts are public too: what was taken out may not come back in them.
		const facts = redacted(stated.statement.facts, passages);
		return conclude(tx, by, 'redact', found, { ...stated.statement, facts }, seal);
	});
