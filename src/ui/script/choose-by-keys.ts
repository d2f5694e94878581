/** Choosing words with the keyboard: the arrow keys go from word to word, Shift takes more along. */

import { pointAt, readingText, type ReadingText, type Span } from './reading-text.ts';
import { filled, say } from './said.ts';
import type { WayOn } from './way-on.ts';

/** More words than these are said by their first and last. */
const mostSaid = 12;

type Mode = {
	button: HTMLElement;
	reading: ReadingText;
	words: Span[];
	/** The first word of each sentence. */
	sentences: number[];
	anchor: number;
	at: number;
};

/** `look` shows the way on from what is selected. */
export function chooseByKeys(text: HTMLElement, way: WayOn, look: () => void) {
	const { bar, link } = way;
	const help = document.createElement('span');
	help.textContent = text.dataset.keys ?? '';
	let mode: Mode | null = null;

	for (const way of text.querySelectorAll('.voices > .say')) {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'quiet';
		button.dataset.choose = '';
		button.textContent = text.dataset.choose ?? '';
		// The same unit is named to who does not see where the button stands.
		const unseen = way.querySelector('.unseen')?.cloneNode(true);
		if (unseen) button.append(unseen);
		button.addEventListener('click', () => enter(button));
		way.parentElement?.append(button);
	}

	function enter(button: HTMLElement) {
		const unit = button.closest<HTMLElement>('.unit, .section');
		const reading = unit && readingText(unit);
		const found = reading && wordsIn(reading);
		if (!unit || !reading || !found?.words.length) return;
		const begun = { button, reading, ...found, anchor: 0, at: 0 };
		mode = begun;
		unit.append(bar);
		bar.classList.add('by-keys');
		bar.tabIndex = 0;
		bar.setAttribute('role', 'application');
		bar.setAttribute('aria-label', help.textContent);
		bar.prepend(help);
		bar.focus({ preventScroll: true });
		paint(begun);
	}

	function leave({ back }: { back: boolean }) {
		const button = mode?.button;
		mode = null;
		help.remove();
		bar.classList.remove('by-keys');
		for (const name of ['tabindex', 'role', 'aria-label']) bar.removeAttribute(name);
		bar.remove();
		if (!back) return;
		getSelection()?.removeAllRanges();
		button?.focus();
		say(text.dataset.left ?? '');
	}

	function paint({ reading, words, anchor, at }: Mode) {
		const [first, last] = [words[Math.min(anchor, at)], words[Math.max(anchor, at)]];
		const begin = first && pointAt(reading, first.from, false);
		const end = last && pointAt(reading, last.to, true);
		if (!first || !last || !begin || !end) return;
		getSelection()?.setBaseAndExtent(...begin, ...end);
		look();
		(at < anchor ? begin : end)[0].parentElement?.scrollIntoView({ block: 'nearest' });
		const count = Math.abs(anchor - at) + 1;
		const of = ({ from, to }: Span) => reading.text.slice(from, to);
		say(
			count <= mostSaid
				? of({ from: first.from, to: last.to })
				: filled(text.dataset.many, of(first), of(last), String(count))
		);
	}

	bar.addEventListener('keydown', (event) => {
		if (!mode || event.target !== bar) return;
		const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
		if (ctrlKey || metaKey || altKey) return;
		if (key === 'Escape') leave({ back: true });
		else if (key === 'Enter') link.click();
		else {
			const at = step(mode, key);
			if (at === null) return;
			mode.at = Math.min(mode.words.length - 1, Math.max(0, at));
			if (!shiftKey) mode.anchor = mode.at;
			paint(mode);
		}
		event.preventDefault();
		event.stopPropagation();
	});
	bar.addEventListener('focusout', ({ relatedTarget }) => {
		if (relatedTarget instanceof Node && bar.contains(relatedTarget)) return;
		// Not while the bar is being taken away, which is one of the reasons.
		setTimeout(() => mode && !bar.matches(':focus-within') && leave({ back: false }));
	});
}

/** The word a key leads to; null when it leads to none. */
function step({ at, words, sentences, reading }: Mode, key: string): number | null {
	const forward = getComputedStyle(reading.words).direction === 'rtl' ? -1 : 1;
	const steps: Record<string, () => number> = {
		ArrowRight: () => at + forward,
		ArrowLeft: () => at - forward,
		ArrowDown: () => sentences.find((first) => first > at) ?? words.length - 1,
		ArrowUp: () => sentences.findLast((first) => first < at) ?? 0,
		Home: () => 0,
		End: () => words.length - 1
	};
	return steps[key]?.() ?? null;
}

function wordsIn({ text, words: { lang } }: ReadingText) {
	const cut = (granularity: 'word' | 'sentence') => [
		...new Intl.Segmenter(lang || 'und', { granularity }).segment(text)
	];
	const words = cut('word')
		.filter(({ isWordLike }) => isWordLike)
		.map(({ index, segment }) => ({ from: index, to: index + segment.length }));
	const sentences = cut('sentence').map(({ index }) =>
		words.findIndex(({ from }) => from >= index)
	);
	return { words, sentences: sentences.filter((first) => first >= 0) };
}
