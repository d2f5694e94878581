/** Two people wrote on one draft: what each changed since the text both began with. Pure. */

import { fields, type Field, type Fields } from './response.ts';

export type Merge = {
	/** Mine where only I changed, theirs where only they did; mine where both did. */
	merged: Fields;
	/** What both changed, differently: somebody has to choose. */
	conflicts: Field[];
	/** What only they changed. */
	theirs: Field[];
	/** What only I changed. */
	mine: Field[];
};

export function merge(base: Fields, mine: Fields, theirs: Fields): Merge {
	const merged: Record<string, unknown> = {};
	const found: Merge = { merged: mine, conflicts: [], theirs: [], mine: [] };
	for (const field of fields) {
		const [was, own, other] = [base[field], mine[field], theirs[field]];
		merged[field] = own;
		if (same(own, other)) continue;
		if (same(own, was)) {
			merged[field] = other;
			found.theirs.push(field);
		} else if (same(other, was)) found.mine.push(field);
		else found.conflicts.push(field);
	}
	return { ...found, merged: merged as Fields };
}

/** Whether two drafts say the same everywhere. */
export const alike = (a: Fields, b: Fields) => fields.every((field) => same(a[field], b[field]));

const same = (a: unknown, b: unknown) => plain(a) === plain(b);

/** The database keeps an object's names in an order of its own. */
const plain = (value: unknown) =>
	JSON.stringify(value, (_, inner: unknown) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);
