/** Threads beside the text: the part of a thread's page that matters, fetched and shown where one reads. */

import { restoreDrafts, showCounts } from './drafts.ts';
import { tell } from './fresh.ts';
import { pageAt } from './html.ts';
import { closeByKey, fill, loading, openPanel, panelOf, type Panel } from './panel.ts';
import { sendRemark } from './remark.ts';
import { sendSupport } from './support.ts';

const parts = '[data-thread-body], [data-form-body]';

export function openThreads() {
	closeByKey();
	showCounts();
	restoreDrafts(document, location.href);
	document.addEventListener('click', (event) => {
		const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
		const target = event.target instanceof Element ? event.target : null;
		const link = target?.closest<HTMLAnchorElement>('a[data-thread], a[data-say], a[data-more]');
		if (!link || !plain || event.button !== 0) return;
		if ('more' in link.dataset) {
			event.preventDefault();
			void more(link);
			return;
		}
		const panel = openPanel(link);
		if (!panel) return;
		event.preventDefault();
		void show(panel, link.href);
	});
	document.addEventListener('submit', (event) => {
		const form = event.target instanceof HTMLFormElement ? event.target : null;
		if (!form) return;
		if ('support' in form.dataset && form.closest('[data-remark]')) {
			event.preventDefault();
			void sendSupport(form, event.submitter, panelOf(form)?.from ?? location.href);
		}
		// What is kept for later goes its own way, to the list of what is unsent.
		if ('remarkForm' in form.dataset && !(event.submitter && 'save' in event.submitter.dataset)) {
			event.preventDefault();
			void sendRemark(form, panelOf(form), show);
		}
	});
}

/** Fetches a page and shows its part; a page that does not come that way is gone to. */
export async function show(panel: Panel, address: string): Promise<void> {
	loading(panel);
	const found = await pageAt(address);
	const part = found?.status === 200 ? found.page.querySelector(parts) : null;
	if (!part) {
		location.assign(address);
		return;
	}
	fill(panel, part, address);
	restoreDrafts(panel.body, address);
	tell();
}

/** The next remarks, below those that stand. */
async function more(link: HTMLAnchorElement) {
	const thread = link.closest('[data-thread-body]');
	const found = await pageAt(link.href);
	const next = found?.status === 200 ? found.page.querySelector('[data-thread-body]') : null;
	const list = thread?.querySelector('[data-remarks]');
	if (!next || !list) {
		location.assign(link.href);
		return;
	}
	const added = [...(next.querySelector('[data-remarks]')?.children ?? [])];
	list.append(...added.map((one) => document.adoptNode(one)));
	const further = next.querySelector<HTMLAnchorElement>('a[data-more]');
	if (further) link.href = further.href;
	else for (const old of [link.parentElement, thread?.querySelector('.pages')]) old?.remove();
	const [first] = added;
	if (first instanceof HTMLElement) {
		first.tabIndex = -1;
		first.focus();
	}
}
