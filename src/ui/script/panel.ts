/** The place beside the text where a thread or a form is shown: the margin, or a sheet under the unit. */

import { startModules } from './modules.ts';

const wide = matchMedia('(width > 72rem)');

export type Panel = {
	/** Where its contents come from; a form in it is sent there. */
	from: string;
	body: HTMLElement;
	/** Where the unit says how many remarks there are. */
	counted: ChildNode | null;
	close: () => void;
};

let open: Panel | null = null;

/** The panel something stands in, if it is open. */
export const panelOf = (node: Node) => (open?.body.contains(node) ? open : null);

/** Opens the panel for a link of the reading page; null where there is no room for one. */
export function openPanel(link: HTMLElement): Panel | null {
	const inside = panelOf(link);
	if (inside) return inside;
	const margin = document.getElementById('margin');
	if (!margin) return null;
	const unit = link.closest<HTMLElement>('.unit, .section');
	if (!wide.matches && !unit) return null;
	open?.close();

	const body = document.createElement('div');
	body.className = 'beside';
	const before = [...margin.childNodes];
	const sheet = document.createElement('div');
	sheet.className = 'unit-sheet';
	if (wide.matches) margin.replaceChildren(body);
	else {
		sheet.append(body);
		unit?.append(sheet);
	}
	unit?.classList.add('current');
	const panel: Panel = {
		from: '',
		body,
		counted: link.closest('.unit')?.querySelector('.voices a[data-thread]')?.firstChild ?? null,
		close() {
			open = null;
			sheet.remove();
			if (margin.contains(body)) margin.replaceChildren(...before);
			unit?.classList.remove('current');
			// Back where one was, unless one has gone elsewhere meanwhile.
			if (!document.activeElement || document.activeElement === document.body) {
				const way = link.isConnected ? link : unit?.querySelector<HTMLElement>('.say');
				way?.focus({ preventScroll: true });
			}
		}
	};
	open = panel;
	return panel;
}

/** Puts a part of a page into the panel, with a way to close it, and moves to its heading. */
export function fill(panel: Panel, part: Element, from: string) {
	const margin = document.getElementById('margin');
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'quiet';
	button.textContent = margin?.dataset.close ?? '×';
	button.addEventListener('click', () => panel.close());
	const head = document.createElement('div');
	head.className = 'beside-head';
	head.append(button);
	panel.from = from;
	const { said } = (part as HTMLElement).dataset;
	// The unit says how many remarks there were; now it says how many there are.
	if (said && panel.counted) panel.counted.textContent = said;
	panel.body.replaceChildren(head, document.adoptNode(part));
	startModules(panel.body);
	if (panel.body.parentElement === margin) margin?.scrollTo(0, 0);
	const first = ['[data-focus]', 'textarea:not([name="quote"], [readonly])', '[tabindex="-1"]'].map(
		(one) => part.querySelector<HTMLElement>(one)
	);
	first.find(Boolean)?.focus({ preventScroll: wide.matches });
}

/** Says that something is on its way. */
export function loading(panel: Panel) {
	if (panel.body.firstElementChild) return;
	const sentence = document.createElement('p');
	sentence.className = 'meta';
	sentence.textContent = document.getElementById('margin')?.dataset.loading ?? '…';
	panel.body.replaceChildren(sentence);
}

/** Esc closes it, as it closes whatever is opened beside something. */
export function closeByKey() {
	document.addEventListener('keydown', ({ key, defaultPrevented }) => {
		if (key !== 'Escape' || defaultPrevented || !open) return;
		const { activeElement } = document;
		if (activeElement && open.body.contains(activeElement)) (activeElement as HTMLElement).blur();
		open.close();
	});
}
