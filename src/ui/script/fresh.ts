/** New remarks: counted in a quiet line where they stand, and shown when someone asks for them. */

import { counted } from './counted.ts';
import { pageAt } from './html.ts';
import { panelOf } from './panel.ts';
import { quietly } from './quietly.ts';

type Remark = { on: string; to: string | null };

/** New since this page was made, by reference. */
const fresh = new Map<string, Remark>();
/** One's own: never new. */
const mine = new Set<string>();

const words = () => document.getElementById('live')?.dataset ?? {};
const shown = (reference: string, within: ParentNode = document) =>
	within.querySelector(`[data-remark="${CSS.escape(reference)}"]`);

/** Was told that these were said. */
export function heard(remarks: readonly (readonly [string, string, string | null])[]) {
	for (const [reference, on, to] of remarks)
		if (!mine.has(reference)) fresh.set(reference, { on, to });
	tell();
}

/** What one has said oneself is not announced. */
export function own(reference: string) {
	mine.add(reference);
	fresh.delete(reference);
	tell();
}

export function unheard(reference: string) {
	fresh.delete(reference);
	tell();
}

/** The new remarks of a thread that can be put into it as it is shown. */
function waitingIn(thread: HTMLElement): string[] {
	const { on } = thread.dataset;
	return [...fresh].flatMap(([reference, remark]) => {
		const stands = shown(reference, thread);
		const placed = remark.to === null || shown(remark.to, thread) || fresh.has(remark.to);
		return remark.on === on && !stands && placed ? [reference] : [];
	});
}

const waitingBelow = (latest: HTMLElement) =>
	[...fresh.keys()].filter(
		(reference) => !latest.querySelector(`[data-reference="${CSS.escape(reference)}"]`)
	);

/** Brings the lines up to date: at the head of each open thread, and over the latest remarks of all. */
export function tell() {
	let said = 0;
	for (const thread of document.querySelectorAll<HTMLElement>('[data-thread-body]')) {
		const waiting = waitingIn(thread).length;
		line(thread.querySelector('[data-fresh]'), waiting, () => void showIn(thread));
		said = Math.max(said, waiting);
	}
	const latest = document.querySelector<HTMLElement>('[data-latest]');
	if (latest) {
		const waiting = waitingBelow(latest).length;
		line(
			document.querySelector('.latest-head [data-fresh]'),
			waiting,
			() => void showLatest(latest)
		);
		said ||= waiting;
	}
	quietly(said ? counted(words().said, said) : '');
}

function line(place: Element | null, count: number, show: () => void) {
	if (!place) return;
	const stands = place.querySelector('button');
	if (!count) {
		// The button that was just pressed goes with what it showed; the focus is there by then.
		if (stands !== document.activeElement) stands?.remove();
		return;
	}
	const button = stands ?? document.createElement('button');
	button.type = 'button';
	button.className = 'quiet';
	button.textContent = counted(words().new, count);
	button.onclick = show;
	if (!stands) place.append(button);
}

/** Fetches the thread as it stands and puts in what is new, first where the eye is, then the rest. */
async function showIn(thread: HTMLElement) {
	const path = new URL(thread.dataset.path ?? '', location.href).href;
	const here = panelOf(thread)?.from || location.href;
	const added: HTMLElement[] = [];
	// A reply to an older remark stands on the page that remark is on.
	for (const address of new Set([path, here])) {
		if (!waitingIn(thread).length) break;
		const found = await pageAt(address);
		if (found?.status !== 200) {
			if (!added.length) location.assign(here);
			break;
		}
		const head = found.page.querySelector('[data-thread-body] h2');
		const title = thread.querySelector('h2');
		if (head && title)
			title.replaceChildren(...[...head.childNodes].map((node) => document.adoptNode(node)));
		added.push(...put(thread, found.page));
	}
	for (const reference of waitingIn(thread)) fresh.delete(reference);
	// Adopted in the order of the pages; the focus goes to the first as they stand now.
	const [first] = added.filter((one) => !added.some((other) => follows(one, other)));
	(first ?? thread.querySelector('h2'))?.focus();
	tell();
}

const follows = (one: Node, other: Node) =>
	(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** Roots above those that stand, replies below what they reply to. */
function put(thread: HTMLElement, page: Document): HTMLElement[] {
	const list = thread.querySelector('[data-remarks]');
	const stands = list?.querySelector(':scope > [data-remark]') ?? null;
	const all = [...page.querySelectorAll<HTMLElement>('[data-thread-body] [data-remark]')];
	const waiting = new Set(waitingIn(thread));
	return all.flatMap((remark) => {
		const reference = remark.dataset.remark ?? '';
		if (!waiting.has(reference) || shown(reference, thread)) return [];
		const to = fresh.get(reference)?.to ?? null;
		const parent = to === null ? null : shown(to, thread);
		if (to !== null && !parent) return [];
		const one = document.adoptNode(remark);
		one.dataset.new = '';
		one.tabIndex = -1;
		if (parent) parent.append(one);
		else list?.insertBefore(one, stands);
		list?.querySelector(':scope > .meta')?.remove();
		return [one];
	});
}

/** The latest of all, as they stand now. */
async function showLatest(latest: HTMLElement) {
	const found = await pageAt(words().now ?? '', undefined, 'omit');
	const next = found?.status === 200 ? found.page.querySelector('[data-latest]') : null;
	if (!next) return location.reload();
	const before = new Set(
		[...latest.querySelectorAll<HTMLElement>('[data-reference]')].map(
			(one) => one.dataset.reference
		)
	);
	const all = [...next.querySelectorAll<HTMLElement>('[data-reference]')];
	for (const one of all)
		if (!before.has(one.dataset.reference)) {
			one.dataset.new = '';
			one.tabIndex = -1;
		}
	latest.replaceChildren(...[...next.childNodes].map((node) => document.adoptNode(node)));
	latest.querySelector<HTMLElement>('[data-new]')?.focus();
	for (const { dataset } of all) fresh.delete(dataset.reference ?? '');
	tell();
}
