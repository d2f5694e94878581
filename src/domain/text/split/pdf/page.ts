/** One page of a PDF as words with their places. */

import type { Findings } from '../findings.ts';
import { guarded, orNothing, type Pdf } from './document.ts';
import type { Fonts } from './fonts.ts';
import type { Sheet, Span } from './span.ts';

type Page = Awaited<ReturnType<Pdf['getPage']>>;
type Matrix = number[];

type Item = {
	str: string;
	dir: string;
	width: number;
	transform: Matrix;
	fontName: string;
	hasEOL: boolean;
};
type Mark = { type: string; id?: string; tag?: string };

export async function sheetOf(page: Page, fonts: Fonts, findings: Findings): Promise<Sheet> {
	const content = await guarded(() => page.getTextContent({ includeMarkedContent: true }));
	const items = content.items as (Item | Mark)[];
	const used = new Set(items.flatMap((item) => ('str' in item && item.str ? [item.fontName] : [])));
	const known = await fonts(page, [...used]);
	const links = await annotations(page, findings);

	const view = page.getViewport({ scale: 1 });
	const quarter = turned(items, view.transform);
	const [width, height] = quarter % 2 ? [view.height, view.width] : [view.width, view.height];
	const sheet: Sheet = {
		page: page.pageNumber,
		width,
		height,
		spans: [],
		artifacts: 0,
		slanted: 0
	};
	const open: Mark[] = [];
	let spaced = false;
	for (const item of items) {
		if (!('str' in item)) {
			if (item.type.startsWith('begin')) open.push(item);
			else open.pop();
			continue;
		}
		if (!item.str.trim()) {
			spaced = true;
			continue;
		}
		const place = placeOf(item, view, quarter);
		if (open.some(({ tag }) => tag === 'Artifact')) sheet.artifacts++;
		else if (!place) sheet.slanted++;
		else {
			const mark = open.findLast(({ id }) => id);
			sheet.spans.push({
				...place,
				text: item.str,
				isRightToLeft: item.dir === 'rtl',
				font: known.get(item.fontName) ?? { bold: false, italic: false, mono: false },
				spaced: spaced || /^\s/.test(item.str),
				mark: mark?.id ?? null,
				tag: mark?.tag ?? '',
				href: quarter === 0 ? hrefAt(links, place) : null
			});
		}
		spaced = item.hasEOL || /\s$/.test(item.str);
	}
	return sheet;
}

type View = { transform: Matrix; width: number; height: number };

const times = (a: Matrix, b: Matrix): [number, number, number, number, number, number] => {
	const [a0 = 0, a1 = 0, a2 = 0, a3 = 0, a4 = 0, a5 = 0] = a;
	const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0] = b;
	return [
		a0 * b0 + a2 * b1,
		a1 * b0 + a3 * b1,
		a0 * b2 + a2 * b3,
		a1 * b2 + a3 * b3,
		a0 * b4 + a2 * b5 + a4,
		a1 * b4 + a3 * b5 + a5
	];
};

/** By how many quarters of a turn most words stand on the page: tables are often laid on their side. */
function turned(items: (Item | Mark)[], view: Matrix): number {
	const sums = [0, 0, 0, 0];
	for (const item of items) {
		if (!('str' in item)) continue;
		const [a, b] = times(view, item.transform);
		const quarter = ((Math.round(Math.atan2(b, a) / (Math.PI / 2)) % 4) + 4) % 4;
		sums[quarter] = (sums[quarter] ?? 0) + item.str.trim().length;
	}
	return sums.indexOf(Math.max(...sums));
}

function placeOf(item: Item, view: View, quarter: number) {
	const [a, b, c, d, e, f] = times(view.transform, item.transform);
	const angle = Math.atan2(b, a) - (quarter * Math.PI) / 2;
	if (Math.abs(Math.sin(angle)) > 0.06 || Math.cos(angle) < 0) return null;
	const size = Math.hypot(c, d);
	const [x, y] = [
		[e, f],
		[f, view.width - e],
		[view.width - e, view.height - f],
		[view.height - f, e]
	][quarter] ?? [e, f];
	if (x === undefined || y === undefined || ![x, y, size].every(Number.isFinite)) return null;
	return { x, y, size, right: x + Math.max(0, item.width) };
}

type Link = { href: string; rect: [number, number, number, number] };

/** Addresses that words lead to; fields and comments are counted on the way. */
async function annotations(page: Page, findings: Findings): Promise<Link[]> {
	const all = (await orNothing(() => page.getAnnotations(), [])) as {
		subtype?: string;
		url?: string;
		rect: number[];
	}[];
	const view = page.getViewport({ scale: 1 });
	return all.flatMap((one) => {
		if (one.subtype === 'Widget') findings.fields++;
		if (/^(Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Caret)$/.test(one.subtype ?? ''))
			findings.comments++;
		const href = one.subtype === 'Link' ? one.url : undefined;
		if (!href) return [];
		const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = one.rect;
		const [, , , , left, top] = times(view.transform, [1, 0, 0, 1, x1, y1]);
		const [, , , , right, bottom] = times(view.transform, [1, 0, 0, 1, x2, y2]);
		const rect: Link['rect'] = [
			Math.min(left, right),
			Math.min(top, bottom),
			Math.max(left, right),
			Math.max(top, bottom)
		];
		return [{ href, rect }];
	});
}

/** The address of the link that lies on most of these words. */
function hrefAt(links: Link[], place: Pick<Span, 'x' | 'right' | 'y' | 'size'>): string | null {
	const { x, right, y, size } = place;
	const found = links.find(({ rect: [left, top, end, bottom] }) => {
		const shared = Math.min(right, end) - Math.max(x, left);
		return shared > (right - x) * 0.6 && y - size / 3 >= top - 1 && y - size / 3 <= bottom + 1;
	});
	return found?.href ?? null;
}
