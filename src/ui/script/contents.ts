/** Marks in the list of contents where one is reading. */

export function followContents() {
	const wide = matchMedia('(width > 72rem)');
	// Browsers that cannot show what is folded by style alone get it unfolded where there is room.
	if (wide.matches && !CSS.supports('selector(::details-content)')) {
		for (const folded of document.querySelectorAll<HTMLDetailsElement>(
			'.fold, [data-contents] details'
		))
			folded.open = true;
	}
	const contents = document.querySelector<HTMLElement>('[data-contents]');
	if (!contents) return;

	const links = [...contents.querySelectorAll<HTMLAnchorElement>('a')];
	const places = links.flatMap((link) => {
		const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
		return heading ? [{ link, heading }] : [];
	});
	const mark = () => {
		const line = innerHeight * 0.3;
		const current = places.findLast(({ heading }) => heading.getBoundingClientRect().top < line);
		for (const { link } of places) {
			if (link === current?.link) link.setAttribute('aria-current', 'true');
			else link.removeAttribute('aria-current');
		}
		if (wide.matches) current?.link.scrollIntoView({ block: 'nearest' });
	};
	const watch = new IntersectionObserver(mark, {
		// All that lies above the line counts as passed, however far one jumped.
		rootMargin: '1000000px 0px -70% 0px'
	});
	for (const { heading } of places) watch.observe(heading);
	contents.addEventListener('click', (event) => {
		if (event.target instanceof HTMLAnchorElement && !wide.matches)
			contents.querySelector('details')?.removeAttribute('open');
	});
}
