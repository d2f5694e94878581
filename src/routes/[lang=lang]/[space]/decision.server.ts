/** A decision of moderation as its form sends it: the same on a contribution's page and in the queue. */

import { isTongue } from '#domain/contribution/languages.ts';
import { dismiss } from '#domain/moderation/dismiss.server.ts';
import { hold } from '#domain/moderation/hold.server.ts';
import { isAct, isRule } from '#domain/moderation/moderation.ts';
import { redact } from '#domain/moderation/redact.server.ts';
import { refuse } from '#domain/moderation/refuse.server.ts';
import { restore } from '#domain/moderation/restore.server.ts';
import { isFinding } from '#domain/moderation/statement.ts';

const names = [
	...(['act', 'rule', 'facts', 'passages', 'law', 'found', 'automated', 'asked', 'lang'] as const)
];
export type Typed = Record<(typeof names)[number], string>;

export const typedOf = (fields: Record<string, string>) =>
	Object.fromEntries(names.map((name) => [name, fields[name] ?? ''])) as Typed;

const statuses: Record<string, number> = {
	...{ missing: 404, not_allowed: 403 },
	...{ rule: 422, facts_missing: 422, facts_too_long: 422, facts_name: 422 },
	...{ law_missing: 422, law_too_long: 422, body_too_long: 422 },
	...{ passages_missing: 422, passage_absent: 422 }
};
export const statusOf = (code: string) => statuses[code] ?? 409;

type About = { id: string; consultationId: string };

/** Carries it out; undefined where the form names no act. */
export async function decide(
	{ db, viewer, lang }: Pick<App.Locals, 'db' | 'viewer' | 'lang'>,
	about: About,
	typed: Typed
) {
	const { act, rule, facts, passages, law } = typed;
	if (!viewer || !isAct(act)) return undefined;
	if (!isRule(rule)) return { ok: false as const, obstacle: { code: 'rule' as const } };
	const decision = {
		...{ id: about.id, consultationId: about.consultationId, rule, facts, law },
		lang: isTongue(typed.lang) ? typed.lang : lang,
		foundBy: isFinding(typed.found) ? typed.found : undefined,
		automated: typed.automated === 'yes',
		requestedBy: typed.asked
	};
	const outcome = await {
		hold: () => hold(db, viewer, decision),
		refuse: () => refuse(db, viewer, decision),
		restore: () => restore(db, viewer, decision),
		dismiss: () => dismiss(db, viewer, decision),
		redact: () => redact(db, viewer, { ...decision, passages })
	}[act]();
	return outcome.ok ? { ok: true as const, act } : outcome;
}
