/** Changes parts of the page without moving what someone reads. */

/** What is being read: what has the focus where one can see it, or else what stands a third down the window. */
function readNow(): Element | null {
	const { activeElement } = document;
	if (activeElement && activeElement !== document.body) {
		const { top, bottom } = activeElement.getBoundingClientRect();
		if (bottom > 0 && top < innerHeight) return activeElement;
	}
	return document.elementFromPoint(innerWidth / 2, innerHeight / 3);
}

/** Does something to the page; what was being read stands where it stood. */
export function inPlace(change: () => void) {
	const read = readNow();
	const before = read?.getBoundingClientRect().top ?? 0;
	change();
	if (!read?.isConnected) return;
	const moved = read.getBoundingClientRect().top - before;
	if (moved) scrollBy({ top: moved, behavior: 'instant' });
}

/** Whether someone has the focus in there or has chosen words of it: then it is left alone. */
export function inUse(element: Element): boolean {
	const selection = getSelection();
	return (
		element.contains(document.activeElement) ||
		(selection !== null && !selection.isCollapsed && selection.containsNode(element, true))
	);
}

/** Puts one element in another's place where they differ; answers whether it did. */
export function swap(old: Element | null, fresh: Element | null): boolean {
	if (!old || !fresh || old.isEqualNode(fresh) || inUse(old)) return false;
	old.replaceWith(document.adoptNode(fresh));
	return true;
}
