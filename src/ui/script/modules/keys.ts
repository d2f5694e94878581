/** Single keys for a list or a row of pages: on, ticked, to a field. Off on this device for whoever says so. */

const remembered = 'folkmoot-keys';

export function start(panel: HTMLElement) {
	const details = panel as HTMLDetailsElement;
	const box = panel.querySelector<HTMLInputElement>('[data-keys-on]');
	if (!box) return;
	box.checked = kept() !== 'off';
	box.addEventListener('change', () => keep(box.checked ? 'on' : 'off'));
	document.addEventListener('keydown', (event) => {
		if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || isTyped(event)) return;
		const act = acts[event.key.toLowerCase()];
		if (event.key === '?') show(details);
		else if (!act || event.shiftKey || !act()) return;
		event.preventDefault();
	});
}

const acts: Record<string, () => boolean> = {
	j: () => go(1),
	k: () => go(-1),
	x: () => press(tickOf(rowInFocus())),
	t: () => focusOn('t'),
	g: () => focusOn('g'),
	s: () => focusOn('s'),
	n: () => focusOn('n'),
	a: answer
};

/** Where letters are letters. */
function isTyped({ target }: KeyboardEvent): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target instanceof HTMLInputElement)
		return !['checkbox', 'radio', 'submit'].includes(target.type);
	return target.isContentEditable || target.matches('textarea, select');
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-rows] > [data-row]')];
const rowInFocus = () => document.activeElement?.closest<HTMLElement>('[data-row]') ?? null;
const tickOf = (row: HTMLElement | null) => row?.querySelector<HTMLElement>('[data-tick]') ?? null;

/** To the next row; past the last one, or where no rows are, to the next page. */
function go(step: 1 | -1): boolean {
	const all = rows();
	const here = rowInFocus();
	const at = here ? all.indexOf(here) : step > 0 ? -1 : all.length;
	const link = all[at + step]?.querySelector<HTMLElement>('[data-open]');
	if (!link)
		return press(document.querySelector<HTMLElement>(step > 0 ? 'a[rel="next"]' : 'a[rel="prev"]'));
	link.focus();
	return true;
}

function press(element: HTMLElement | null): boolean {
	element?.click();
	return element !== null;
}

function focusOn(key: string): boolean {
	const field = document.querySelector<HTMLElement>(`[data-key-field="${key}"]`);
	for (let up = field?.closest('details'); up; up = up.parentElement?.closest('details'))
		up.open = true;
	field?.focus();
	return field !== null;
}

/** Answers what is ticked, or else the row one is at. */
function answer(): boolean {
	const all = document.querySelectorAll<HTMLInputElement>('[data-tick]');
	const own = tickOf(rowInFocus()) as HTMLInputElement | null;
	if (own && ![...all].some(({ checked }) => checked)) own.checked = true;
	return press(document.querySelector<HTMLElement>('[data-key-press="a"]'));
}

function show(panel: HTMLDetailsElement) {
	panel.open = !panel.open;
	if (panel.open) panel.querySelector('summary')?.focus();
}

function kept(): string | null {
	try {
		return localStorage.getItem(remembered);
	} catch {
		return null;
	}
}

function keep(value: string) {
	try {
		localStorage.setItem(remembered, value);
	} catch {
		// Where nothing may be kept the choice holds for this page.
	}
}
