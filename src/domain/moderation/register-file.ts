/** The public register as lines of CSV. Pure. */

import type { Row } from '../open-data/csv.ts';
import type { Entry } from './register.ts';

export const columns = [
	...['at', 'act', 'effect', 'scope', 'duration', 'rule', 'law', 'facts', 'facts_language'],
	...['found_by', 'automated', 'requested_by', 'consultation', 'reference'],
	...['appealed_at', 'appeal_decided_at', 'appeal_outcome', 'appeal_reasons', 'url']
];

export const lineOf = (origin: string, entry: Entry): Row => [
	...[entry.at, entry.act, entry.effect, entry.scope, entry.duration, entry.rule, entry.law],
	...[entry.facts, entry.lang, entry.foundBy, entry.automated, entry.requestedBy],
	...[entry.slug, entry.reference],
	...[entry.appealedAt, entry.decidedAt, entry.outcome, entry.reasons],
	entry.reference && `${origin}/c/${entry.reference}`
];
