/** Follows a document being read: looks every second, says the stages politely, stops when it is over. */

const every = 1000;

/** The page anew; as a document, which needs no trusted string. */
function look(): Promise<Document | null> {
	const { promise, resolve } = Promise.withResolvers<Document | null>();
	const request = new XMLHttpRequest();
	request.open('GET', location.href);
	request.responseType = 'document';
	request.onload = () => resolve(request.status === 200 ? request.responseXML : null);
	request.onerror = () => resolve(null);
	request.send();
	return promise;
}

async function follow() {
	const shown = document.getElementById('import');
	if (shown?.dataset.poll === undefined) return;
	const page = await look();
	const next = page?.getElementById('import');
	if (next && next.dataset.say !== shown.dataset.say) {
		const focused = shown.contains(document.activeElement);
		shown.replaceWith(document.adoptNode(next));
		document.title = page?.title ?? document.title;
		if (focused) next.querySelector<HTMLElement>('button, a')?.focus();
		const said = document.getElementById('import-said');
		if (said) said.textContent = next.dataset.say ?? '';
	}
	setTimeout(() => void follow(), every);
}

export const followImport = () => void setTimeout(() => void follow(), every);
