/** The device's own way to send an address. */

export function start(part: HTMLElement) {
	const { address = '', name = '' } = part.dataset;
	const native = part.querySelector<HTMLButtonElement>('[data-native]');
	if (!native || !navigator.share) return;
	native.hidden = false;
	native.addEventListener('click', () => {
		navigator.share({ title: name, url: address }).catch(() => undefined);
	});
}
