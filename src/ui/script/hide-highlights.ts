/** Highlights that are hidden are no stops on the way through the page either. */

export function hideHighlights(text: HTMLElement) {
	const box = text.querySelector<HTMLInputElement>('.hide-highlights input');
	if (!box) return;
	const stops = [...text.querySelectorAll<HTMLAnchorElement>('a.chosen:not([tabindex])')];
	const heed = () => {
		for (const stop of stops) {
			if (box.checked) stop.tabIndex = -1;
			else stop.removeAttribute('tabindex');
		}
	};
	box.addEventListener('change', heed);
	heed();
}
