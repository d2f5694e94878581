/** Choosing words of a unit to say something about: by mouse, by touch, by keyboard. */

import { chooseByKeys } from '../choose-by-keys.ts';
import { hideHighlights } from '../hide-highlights.ts';
import { pointsBefore, readingText, spanOf, type ReadingText, type Span } from '../reading-text.ts';
import { say } from '../said.ts';
import { wayOn } from '../way-on.ts';

/** A selection that rests is one that was meant. */
const rest = 150;

export function start(text: HTMLElement) {
	hideHighlights(text);
	if (!text.querySelector('.voices > .say')) return;
	const way = wayOn(text);
	let pressed = false;
	let resting: ReturnType<typeof setTimeout> | undefined;

	/** Shows the way on from what is selected now; says so when it is no words of one unit. */
	function look() {
		const selection = getSelection();
		const range = selection?.isCollapsed === false ? selection.getRangeAt(0) : null;
		const found = range?.intersectsNode(text) ? chosenIn(text, range) : [];
		const [one, another] = found;
		if (!one || !range) return way.hide();
		if (!another) return way.show(one.unit, addressOf(one), range);
		way.hide();
		say(text.dataset.spans ?? '', true);
	}

	const settle = () => {
		clearTimeout(resting);
		resting = setTimeout(() => pressed || look(), rest);
	};
	document.addEventListener('selectionchange', settle);
	document.addEventListener(
		'pointerdown',
		({ pointerType }) => (pressed = pointerType === 'mouse')
	);
	for (const end of ['pointerup', 'pointercancel'])
		document.addEventListener(end, () => {
			pressed = false;
			settle();
		});
	chooseByKeys(text, way, look);
	// Words may have been selected while this was on its way.
	settle();
}

type Chosen = Span & { unit: HTMLElement; reading: ReadingText };

/** What of each unit is selected. A selection that only touches a unit holds nothing of it. */
function chosenIn(text: HTMLElement, range: Range): Chosen[] {
	return [...text.querySelectorAll<HTMLElement>('.unit, .section')].flatMap((unit) => {
		if (!range.intersectsNode(unit)) return [];
		const reading = readingText(unit);
		const span = reading && spanOf(reading, range);
		return span ? [{ unit, reading, ...span }] : [];
	});
}

/** The form's address with the chosen words in it. */
function addressOf({ unit, reading, from, to }: Chosen): string {
	const link = unit.querySelector<HTMLAnchorElement>('.voices .say');
	const address = new URL(link?.href ?? '', location.href);
	const place = [pointsBefore(reading, from), pointsBefore(reading, to), reading.words.lang];
	address.searchParams.set('quote', place.join('-'));
	return address.href;
}
