/** Larger scripts, fetched only where something stands that they work on: `data-module` names the file. */

type Module = { start: (element: HTMLElement) => void };

const begun = new WeakSet<HTMLElement>();

/** Starts the module of every element within that asks for one; a module that does not come changes nothing. */
export function startModules(within: ParentNode) {
	for (const element of within.querySelectorAll<HTMLElement>('[data-module]')) {
		const file = element.dataset.module;
		if (!file || begun.has(element)) continue;
		begun.add(element);
		void (import(/* @vite-ignore */ file) as Promise<Module>)
			.then(({ start }) => start(element))
			.catch(() => begun.delete(element));
	}
}
