/** Puts the server's answer to a vote on the page: numbers, bar, and the sentences below. */

export type Shown = {
	value: string | null;
	counts: Record<string, number>;
	numbers: Record<string, string>;
	label: string;
	summary: string;
	people: string;
	bodies: string;
};

const shapes = 'http://www.w3.org/2000/svg';

export function show(form: HTMLFormElement, shown: Shown, withdraw: string) {
	for (const radio of form.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
		const count = radio.closest('.option')?.querySelector('b');
		if (count) count.textContent = shown.numbers[radio.value] ?? '';
	}
	showBar(form, shown);
	showSplit(form, shown);
	showWithdraw(form, shown.value !== null, withdraw);
}

function showBar(form: HTMLFormElement, { counts, label }: Shown) {
	const total = Object.values(counts).reduce((all, count) => all + count, 0);
	const bar =
		form.querySelector('.agreement') ?? form.insertAdjacentElement('afterbegin', newBar());
	if (total === 0) return bar?.remove();
	const share = (value: string) => ((counts[value] ?? 0) / total) * 1000;
	const wide = (shape: string, width: number) =>
		bar?.querySelectorAll(shape).forEach((one) => one.setAttribute('width', String(width)));
	wide('.agree', share('agree'));
	wide('.changes, .striped', share('agree') + share('changes'));
	wide('.disagree', share('agree') + share('changes') + share('disagree'));
	bar?.setAttribute('aria-label', label);
}

function newBar() {
	const bar = document.createElementNS(shapes, 'svg');
	bar.setAttribute('class', 'agreement');
	bar.setAttribute('viewBox', '0 0 1000 6');
	bar.setAttribute('preserveAspectRatio', 'none');
	bar.setAttribute('role', 'img');
	for (const name of ['unsure', 'disagree', 'changes', 'striped', 'agree']) {
		const shape = document.createElementNS(shapes, 'rect');
		shape.setAttribute('class', name);
		shape.setAttribute('height', '6');
		shape.setAttribute('width', '1000');
		if (name === 'striped') shape.setAttribute('fill', 'url(#stripes)');
		bar.append(shape);
	}
	return bar;
}

/** Beside the form, where the page has such a place. */
function showSplit(form: HTMLFormElement, { summary, people, bodies }: Shown) {
	const split = form.parentElement?.querySelector('.split');
	if (!split) return;
	const details = split instanceof HTMLDetailsElement ? split : document.createElement('details');
	details.className = 'split';
	const lines = [summary, people, bodies].filter(Boolean).map((text, at) => {
		const line = document.createElement(at === 0 ? 'summary' : 'p');
		line.textContent = text;
		return line;
	});
	details.replaceChildren(...lines);
	if (details !== split) split.replaceWith(details);
}

function showWithdraw(form: HTMLFormElement, voted: boolean, word: string) {
	const button = form.querySelector<HTMLButtonElement>('button[value=withdraw]');
	if (!voted) {
		// Focus must not fall off the page with the button that had it.
		if (button && document.activeElement === button)
			form.querySelector<HTMLInputElement>('input[type=radio]')?.focus();
		button?.remove();
	}
	if (!voted || button) return;
	const made = document.createElement('button');
	made.className = 'quiet';
	made.type = 'submit';
	made.name = 'value';
	made.value = 'withdraw';
	made.textContent = word;
	form.append(made);
}
