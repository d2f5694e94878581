/** The button that prints a page. */

export function offerPrint() {
	document.querySelector('[data-print]')?.addEventListener('click', () => print());
}
