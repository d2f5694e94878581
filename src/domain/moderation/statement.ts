/** A statement of reasons (Regulation (EU) 2022/2065, article 17): on what a decision of moderation rests. Pure. */

import { clean } from '../text/characters.ts';
import { restricts, type Act, type Rule, type Ungrounded } from './moderation.ts';

export const longestFacts = 1000;
export const longestLaw = 300;
export const longestBody = 200;

/** How what is decided about came to be looked at. */
export const findings = ['report', 'staff', 'machine'] as const;
export type FoundBy = (typeof findings)[number];
export const isFinding = (word: unknown): word is FoundBy => findings.includes(word as FoundBy);

/** What whoever decides says; effect, scope, duration and the time to appeal follow from the act. */
export type Statement = {
	rule: Rule;
	facts: string;
	/** The language of the facts. */
	lang: string | null;
	foundBy: FoundBy;
	/** A machine took part in finding or deciding. */
	automated: boolean;
	/** The public body that asked for it. */
	requestedBy: string | null;
	/** The law it breaks, where that is the ground. */
	law: string | null;
};

/** The same as it was typed. */
export type Ground = Pick<Statement, 'rule' | 'facts'> & Partial<Statement>;

type Outcome = { ok: true; statement: Statement } | { ok: false; obstacle: Ungrounded };
const not = (obstacle: Ungrounded): Outcome => ({ ok: false, obstacle });

/** A statement as it will stand, whole; `author` is whom its facts may not name. */
export function statementOf(act: Act, ground: Ground, author: string): Outcome {
	const facts = trimmed(ground.facts);
	const long = [...facts].length;
	if (!facts) return not({ code: 'facts_missing' });
	if (long > longestFacts)
		return not({ code: 'facts_too_long', length: long, limit: longestFacts });
	// Everyone reads the facts: a name in them would outlive what it stood under.
	const name = namedIn(facts, author);
	if (name) return not({ code: 'facts_name', name });

	const law = ground.rule === 'unlawful' ? trimmed(ground.law ?? '') : '';
	if (ground.rule === 'unlawful' && restricts(act) && !law) return not({ code: 'law_missing' });
	if ([...law].length > longestLaw)
		return not({ code: 'law_too_long', length: [...law].length, limit: longestLaw });
	const body = trimmed(ground.requestedBy ?? '');
	if ([...body].length > longestBody)
		return not({ code: 'body_too_long', length: [...body].length, limit: longestBody });

	const { rule, lang = null, foundBy = 'report' } = ground;
	// What a machine found, a machine took part in.
	const automated = (ground.automated ?? false) || foundBy === 'machine';
	return {
		ok: true,
		statement: {
			...{ rule, facts, lang, foundBy, automated },
			requestedBy: body || null,
			law: law || null
		}
	};
}

const trimmed = (typed: string) => clean(typed).trim();

/** An author's whole name or a mail address in a text, as it stands there. */
export function namedIn(text: string, author: string): string | null {
	const address = /[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+/u.exec(text);
	if (address) return address[0];
	const name = author.trim();
	if ([...name].length < 3) return null;
	const whole = new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'iu');
	return whole.exec(text)?.[0] ?? null;
}

/** A statement as it is kept and read, with what follows from its act and what came of an appeal. */
export type Stated = Omit<Statement, 'rule' | 'foundBy'> & {
	id: string;
	act: string;
	rule: string;
	foundBy: string;
	at: Date;
	effect: string;
	scope: string;
	duration: string;
	appealUntil: Date | null;
	invalidationId: string | null;
	appealedAt: Date | null;
	decidedAt: Date | null;
	outcome: string | null;
	reasons: string | null;
};
