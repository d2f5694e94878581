/** Larger scripts, fetched only where something stands that they work on: `data-module` names the file. */

import { pageAt } from './html.ts';

/** What a module may not bundle a second time: the page has one policy for markup. */
export type Tools = { pageAt: typeof pageAt };
type Module = { start: (element: HTMLElement, tools: Tools) => void };

const begun = new WeakSet<HTMLElement>();

/** Starts the module of every element within that asks for one; a module that does not come changes nothing. */
export function startModules(within: ParentNode) {
	for (const element of within.querySelectorAll<HTMLElement>('[data-module]')) {
		const file = element.dataset.module;
		if (!file || begun.has(element)) continue;
		begun.add(element);
		void (import(/* @vite-ignore */ file) as Promise<Module>)
			.then(({ start }) => start(element, { pageAt }))
			.catch(() => begun.delete(element));
	}
}
