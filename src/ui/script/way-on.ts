/** The way on from chosen words: a link beside them where there is room, a bar along the lower edge elsewhere. */

export type WayOn = {
	bar: HTMLElement;
	link: HTMLAnchorElement;
	show: (unit: HTMLElement, address: string, range: Range) => void;
	hide: () => void;
};

const shapes = 'http://www.w3.org/2000/svg';
/** A tap or click on the way on takes the selection away before it arrives. */
const patience = 300;

export function wayOn({ dataset }: HTMLElement): WayOn {
	const [bar, link, word] = [made('div'), made('a'), made('span')];
	bar.className = 'choosing';
	link.dataset.say = '';
	link.title = word.textContent = dataset.say ?? '';
	link.append(speech(), word);
	bar.append(link);
	// The words stay selected while the link is pressed.
	bar.addEventListener('mousedown', (event) => event.preventDefault());
	let hiding: ReturnType<typeof setTimeout> | undefined;

	function show(unit: HTMLElement, address: string, range: Range) {
		clearTimeout(hiding);
		link.href = address;
		if (bar.parentElement !== unit) unit.append(bar);
		const top = range.getBoundingClientRect().top - unit.getBoundingClientRect().top;
		bar.style.setProperty('--beside', `${Math.max(0, Math.round(top))}px`);
	}
	function hide() {
		clearTimeout(hiding);
		hiding = setTimeout(() => bar.matches(':focus-within') || bar.remove(), patience);
	}
	// What it led to is open; the words have done their part.
	link.addEventListener('click', () => setTimeout(() => bar.remove()));
	return { bar, link, show, hide };
}

const made = <Name extends 'div' | 'a' | 'span'>(name: Name) => document.createElement(name);

function speech() {
	const svg = document.createElementNS(shapes, 'svg');
	const path = document.createElementNS(shapes, 'path');
	for (const [name, value] of Object.entries({ viewBox: '0 0 20 20', 'aria-hidden': 'true' }))
		svg.setAttribute(name, value);
	path.setAttribute('d', 'M3 4h14v9H9.5L6 16.5V13H3zM10 6v5M7.5 8.5h5');
	svg.append(path);
	return svg;
}
