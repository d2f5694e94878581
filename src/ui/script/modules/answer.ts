/** The form of a response keeps what is typed on this device until the server has it, and which revision it was typed over. */

const days = 7;

type Kept = { at: number; revision: string; fields: Record<string, string> };

export function start(form: HTMLElement) {
	if (!(form instanceof HTMLFormElement)) return;
	const { device = '', revision = '' } = form.dataset;
	const key = `answer ${device}`;
	const status = form.querySelector('[data-status]');
	const before = fieldsIn(form);
	// What was sent last is on the server now, or on this very page beside what kept it from being saved.
	if (device && location.search.includes('done=')) drop(key);
	const kept = device ? read(key) : null;
	if (kept) {
		for (const [name, text] of Object.entries(kept.fields)) fill(form, name, text);
		// Typed over an older revision: the server shows both texts instead of losing one.
		fill(form, 'revision', kept.revision);
		if (status) status.textContent = form.dataset.restored ?? '';
	}
	let waiting: ReturnType<typeof setTimeout> | undefined;
	const keep = () => {
		clearTimeout(waiting);
		const fields = Object.fromEntries(
			Object.entries(fieldsIn(form)).filter(
				([name, text]) => name !== 'revision' && text !== before[name]
			)
		);
		if (!device || Object.keys(fields).length === 0) return;
		write(key, { at: Date.now(), revision: kept?.revision ?? revision, fields });
		if (status) status.textContent = form.dataset.kept ?? '';
	};
	form.addEventListener('input', () => {
		clearTimeout(waiting);
		waiting = setTimeout(keep, 800);
	});
	addEventListener('pagehide', keep);
	// Ctrl and S saves, as everywhere words are written.
	document.addEventListener('keydown', (event) => {
		if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
		event.preventDefault();
		form.requestSubmit();
	});
}

const fieldsIn = (form: HTMLFormElement) =>
	Object.fromEntries(
		[...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
	);

function fill(form: HTMLFormElement, name: string, text: string) {
	const field = form.elements.namedItem(name);
	if (
		field instanceof HTMLTextAreaElement ||
		field instanceof HTMLSelectElement ||
		field instanceof RadioNodeList
	)
		field.value = text;
	else if (field instanceof HTMLInputElement) {
		if (field.type === 'checkbox') field.checked = true;
		else field.value = text;
	}
}

/** A browser that stores nothing loses only this. */
function read(key: string): Kept | null {
	try {
		const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null;
		return kept && Date.now() - kept.at < days * 86_400_000 ? kept : null;
	} catch {
		return null;
	}
}

function write(key: string, kept: Kept) {
	try {
		localStorage.setItem(key, JSON.stringify(kept));
	} catch {
		return;
	}
}

function drop(key: string) {
	try {
		localStorage.removeItem(key);
	} catch {
		return;
	}
}
