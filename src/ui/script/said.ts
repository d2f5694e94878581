/** Says something aloud to who listens to the page, and shows it to who looks. */

let fading: ReturnType<typeof setTimeout> | undefined;

/** The sentence is announced; with `shown` it is also seen for a moment. */
export function say(sentence: string, shown = false) {
	const said = document.getElementById('said');
	if (!said) return;
	said.textContent = '';
	said.classList.toggle('shown', shown);
	// A change is only announced when it comes after the silence.
	requestAnimationFrame(() => (said.textContent = sentence));
	clearTimeout(fading);
	if (shown) fading = setTimeout(() => said.classList.remove('shown'), 2500);
}

/** A sentence of the page with its gap filled: the server leaves U+E000 where a number or a time belongs. */
export const filled = (sentence: string | undefined, ...facts: string[]) =>
	facts.reduce(
		(text, fact, at) => text.replace(String.fromCodePoint(0xe000 + at), fact),
		sentence ?? ''
	);
