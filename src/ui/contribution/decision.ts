/** The form of a decision: which of its fields an obstacle is about, and how it begins. */

const fields: Record<string, string> = {
	...{ rule: 'rule', facts_missing: 'facts', facts_too_long: 'facts', facts_name: 'facts' },
	...{ law_missing: 'law', law_too_long: 'law', body_too_long: 'asked' },
	...{ passages_missing: 'passages', passage_absent: 'passages' }
};
export const fieldOf = (code: string): string | undefined => fields[code];

/** What was reported begins with the rule the first report names, found by a reader. */
export const begun = (reports: readonly { rule: string }[]) => ({
	...{ act: '', rule: reports[0]?.rule ?? '', facts: '', passages: '', law: '' },
	...{ found: reports.length ? 'report' : 'staff', automated: '', asked: '', lang: '' }
});
