/** In the review: where the caret stands in a unit's words is where it would be split. */

export function splitAtCaret() {
	const text = document.querySelector<HTMLTextAreaElement>('textarea[data-caret]');
	const offset = text && document.getElementById(text.dataset.caret ?? '');
	if (!text || !(offset instanceof HTMLInputElement)) return;
	const tell = () => {
		// Only while the words are still those that would be split.
		const at = [...text.value.slice(0, text.selectionStart)].length;
		offset.value = text.value === text.defaultValue && at > 0 ? String(at) : '';
	};
	text.addEventListener('keyup', tell);
	text.addEventListener('click', tell);
}
