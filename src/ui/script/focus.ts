/** What a page wants read first, such as the summary of errors. */

export function focusFirst() {
	const first = document.querySelector<HTMLElement>('[data-focus]');
	first?.focus();
	for (const summary of document.querySelectorAll('.error-summary')) {
		summary.addEventListener('click', (event) => {
			const link = event.target instanceof HTMLAnchorElement ? event.target : null;
			const field = link && document.getElementById(link.hash.slice(1));
			if (!field) return;
			event.preventDefault();
			field.scrollIntoView({ block: 'center' });
			field.focus({ preventScroll: true });
		});
	}
}
