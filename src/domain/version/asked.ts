/** A comparison as its address asks for it, and what of it a page shows. Pure. */

import type { TextUnit } from '../consultation/text.server.ts';
import type { Compared } from './comparison.server.ts';
import { isChanged } from './compare.ts';

export const views = ['text', 'side'] as const;
export type View = (typeof views)[number];

export type Asked = { from: number; view: View; all: boolean; page: number };

/** Rows on a page; a longer comparison has several. */
const pageSize = 1000;

/** What `?from=&view=&all=&page=` say; null when a value is not one of ours. Without `from`, from the version before. */
export function askedOf(search: URLSearchParams, n: number): Asked | null {
	const from = search.get('from') ?? String(n - 1);
	const view = search.get('view') ?? 'text';
	const all = search.get('all') ?? '0';
	const page = search.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(from) || !/^[1-9]\d{0,2}$/.test(page)) return null;
	if (!views.includes(view as View) || (all !== '0' && all !== '1')) return null;
	return { from: Number(from), view: view as View, all: all === '1', page: Number(page) };
}

/** The same as an address says it, with something changed; what is usual goes without saying. */
export function queryOf(asked: Asked, change: Partial<Asked> = {}): string {
	const { from, view, all, page } = { ...asked, page: 1, ...change };
	const words = [
		`from=${from}`,
		...(view === 'text' ? [] : [`view=${view}`]),
		...(all ? ['all=1'] : []),
		...(page === 1 ? [] : [`page=${page}`])
	];
	return `?${words.join('&')}`;
}

/** Units that stayed as they were, one after another. */
export type Folded = { kind: 'folded'; count: number; first: TextUnit; last: TextUnit };
export type Line = Compared | Folded;

/** A part of the text under one heading. */
export type Part = {
	heading: TextUnit | null;
	/** Rows in it that differ. */
	changed: number;
	lines: Line[];
};

/** The rows of a page under their headings; what stayed as it was is folded unless all is asked for. */
export function shownOf(rows: readonly Compared[], { all, page }: Pick<Asked, 'all' | 'page'>) {
	const last = Math.max(1, Math.ceil(rows.length / pageSize));
	const parts: Part[] = [];
	for (const row of rows.slice((page - 1) * pageSize, page * pageSize)) {
		const heading = headingOf(row);
		if (heading || parts.length === 0) parts.push({ heading, changed: 0, lines: [] });
		const part = parts.at(-1);
		if (!part) continue;
		if (isChanged(row)) part.changed += 1;
		// A heading that stayed says itself above its part.
		else if (heading) continue;
		add(part.lines, row, all);
	}
	return { parts, last };
}

function headingOf({ old, young }: Compared): TextUnit | null {
	const unit = young[0] ?? old[0];
	return unit?.kind === 'heading' ? unit : null;
}

function add(lines: Line[], row: Compared, all: boolean) {
	const [unit] = row.young;
	if (all || isChanged(row) || !unit) {
		lines.push(row);
		return;
	}
	const last = lines.at(-1);
	if (last?.kind === 'folded') Object.assign(last, { count: last.count + 1, last: unit });
	else lines.push({ kind: 'folded', count: 1, first: unit, last: unit });
}
