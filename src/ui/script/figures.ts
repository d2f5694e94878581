/** Votes and numbers of remarks as they stand, put on the page from a page the server rendered. */

import { inUse, swap } from './in-place.ts';

const bars = '.agreement';

/** Brings a unit's numbers, bar and sentences up to date; its text and one's own vote are left alone. */
export function showFigures(unit: Element, fresh: Element) {
	showBar(unit.querySelector('.vote'), fresh.querySelector(bars));
	for (const count of unit.querySelectorAll('.option b')) {
		const value = count.closest('.option')?.classList[1] ?? '';
		const now = fresh.querySelector(`.option.${CSS.escape(value)} b`)?.textContent;
		if (now && now !== count.textContent) count.textContent = now;
	}
	showSplit(unit.querySelector('.split'), fresh.querySelector('.split'));
	showLinks(unit, fresh);
	showNotices(unit, fresh);
}

function showBar(form: Element | null, fresh: Element | null) {
	const bar = form?.querySelector(bars);
	if (bar && fresh) swap(bar, fresh);
	else if (bar) bar.remove();
	else if (fresh) form?.prepend(document.adoptNode(fresh));
}

/** Opened by someone, it stays open. */
function showSplit(split: Element | null, fresh: Element | null) {
	if (!split || !fresh || split.textContent === fresh.textContent) return;
	if (split.tagName === fresh.tagName) {
		const [old, now] = [[...split.childNodes], [...fresh.childNodes]];
		// Piece by piece, so that a summary keeps the focus it has.
		now.forEach((node, at) => {
			const stands = old[at];
			if (!stands) split.append(document.adoptNode(node));
			else if (stands.textContent !== node.textContent) stands.textContent = node.textContent;
		});
		for (const surplus of old.slice(now.length)) surplus.remove();
	} else if (!inUse(split)) split.replaceWith(document.adoptNode(fresh));
}

/** Addresses of threads by what they lead to, whatever else they carry. */
const ends = (link: HTMLAnchorElement) => {
	const { pathname, searchParams } = new URL(link.href, location.href);
	return `${pathname} ${searchParams.get('quote') ?? ''}`;
};

/** What links to threads say: how many remarks there are. */
export function showLinks(within: Element, fresh: Element) {
	const links = [...within.querySelectorAll<HTMLAnchorElement>('a[data-thread]')];
	for (const now of fresh.querySelectorAll<HTMLAnchorElement>('a[data-thread]')) {
		const first = links.find((link) => ends(link) === ends(now))?.firstChild;
		const says = now.firstChild?.textContent ?? '';
		if (first && first.textContent !== says) first.textContent = says;
	}
}

/** A correction beside a unit appears below its words. */
function showNotices(unit: Element, fresh: Element) {
	const stand = [...unit.querySelectorAll('.notice')].map(({ textContent }) => textContent);
	const before = unit.querySelector('.vote, .voices');
	for (const notice of fresh.querySelectorAll('.notice'))
		if (!stand.includes(notice.textContent)) before?.before(document.adoptNode(notice));
}
