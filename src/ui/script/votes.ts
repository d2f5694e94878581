/** Voting with one click: the choice shows at once, the server's answer is the truth, a failure goes back visibly. */

import { fieldsOf, send } from './forms.ts';
import { show, type Shown } from './vote-shown.ts';
import { showProgress } from './progress.ts';
import { filled, say } from './said.ts';

const withdraw = 'withdraw';
/** Arrow keys pass over answers; the one rested on is sent. */
const rest = 700;

type Voting = {
	counted: string;
	wanted: string | null;
	busy: boolean;
	/** When an answer last came. */
	at: number;
	timer?: ReturnType<typeof setTimeout>;
};
const votings = new WeakMap<HTMLFormElement, Voting>();

export function sendVotes() {
	const text = document.querySelector<HTMLElement>('[data-votes]');
	if (!text) return;
	let byArrow = false;
	text.addEventListener('keydown', ({ key }) => (byArrow = key.startsWith('Arrow')));
	text.addEventListener('pointerdown', () => (byArrow = false));
	text.addEventListener('change', ({ target }) => {
		const form =
			target instanceof HTMLInputElement && target.type === 'radio' ? voteForm(target.form) : null;
		if (form && target instanceof HTMLInputElement) want(form, target.value, byArrow ? rest : 0);
	});
	text.addEventListener('submit', (event) => {
		const form = voteForm(event.target);
		if (!form) return;
		event.preventDefault();
		const { submitter } = event;
		const pressed = submitter instanceof HTMLButtonElement ? submitter.value : '';
		want(form, pressed || chosen(form) || withdraw, 0);
	});
	text.addEventListener('focusout', ({ target, relatedTarget }) => {
		const form = target instanceof Element ? voteForm(target.closest('form')) : null;
		const voting = form && votings.get(form);
		if (!form || !voting?.timer) return;
		const within = relatedTarget instanceof Node && form.contains(relatedTarget);
		if (!within) hurry(form, voting);
	});
	// A page that comes back from the browser's memory shows what is counted, not what was clicked.
	addEventListener('pageshow', ({ persisted }) => {
		if (!persisted) return;
		for (const form of text.querySelectorAll<HTMLFormElement>('form[data-vote]'))
			choose(form, state(form).counted);
	});
}

const voteForm = (target: unknown) =>
	target instanceof HTMLFormElement && target.dataset.vote ? target : null;
const chosen = (form: HTMLFormElement) =>
	form.querySelector<HTMLInputElement>('input:checked')?.value ?? '';

function choose(form: HTMLFormElement, value: string) {
	for (const radio of form.querySelectorAll<HTMLInputElement>('input[type=radio]'))
		radio.checked = radio.value === value;
}

function state(form: HTMLFormElement): Voting {
	const known = votings.get(form);
	if (known) return known;
	const first = form.querySelector<HTMLInputElement>('input[checked]');
	const made: Voting = { counted: first?.value ?? '', wanted: null, busy: false, at: -Infinity };
	votings.set(form, made);
	return made;
}

/** Longer than votes wait to be folded and told, in milliseconds. */
const folding = 1500;

/** Whether what was fetched from a moment on counts one's own vote in here. */
export function settled(unit: Element, from: number): boolean {
	const form = unit.querySelector<HTMLFormElement>('form[data-vote]');
	const voting = form && votings.get(form);
	if (!voting) return true;
	return !voting.busy && !voting.timer && voting.at + folding < from;
}

function want(form: HTMLFormElement, value: string, wait: number) {
	const voting = state(form);
	voting.wanted = value;
	choose(form, value);
	form.querySelector('.failed')?.remove();
	clearTimeout(voting.timer);
	voting.timer = setTimeout(() => hurry(form, voting), wait);
}

function hurry(form: HTMLFormElement, voting: Voting) {
	clearTimeout(voting.timer);
	voting.timer = undefined;
	if (!voting.busy) void sendWanted(form, voting);
}

/** One request at a time for each unit, so that the last click is the last to arrive. */
async function sendWanted(form: HTMLFormElement, voting: Voting) {
	voting.busy = true;
	form.setAttribute('aria-busy', 'true');
	while (voting.wanted !== null && !voting.timer) {
		const value = voting.wanted;
		voting.wanted = null;
		const fields = fieldsOf(form);
		fields.set('value', value);
		const { status, body } = await send(form.action, fields);
		if (status === 401 && typeof body.location === 'string') {
			choose(form, voting.counted);
			location.assign(body.location);
			break;
		}
		if (status === 200) voting.counted = typeof body.value === 'string' ? body.value : '';
		if (voting.wanted !== null) continue;
		if (status === 200) accept(form, voting, body as unknown as Shown);
		else
			refuse(
				form,
				voting,
				typeof body.message === 'string' && 'obstacle' in body ? body.message : ''
			);
	}
	voting.busy = false;
	voting.at = performance.now();
	form.removeAttribute('aria-busy');
}

function accept(form: HTMLFormElement, voting: Voting, shown: Shown) {
	const text = form.closest<HTMLElement>('[data-votes]');
	const number = form.dataset.vote ?? '';
	choose(form, voting.counted);
	show(form, shown, text?.dataset.withdraw ?? '');
	showProgress((one) => state(one).counted !== '');
	say(filled(voting.counted ? text?.dataset.saved : text?.dataset.withdrawn, number));
}

function refuse(form: HTMLFormElement, voting: Voting, reason: string) {
	const text = form.closest<HTMLElement>('[data-votes]');
	choose(form, voting.counted);
	const failed = document.createElement('p');
	failed.className = 'failed';
	failed.textContent = reason || filled(text?.dataset.failed, form.dataset.vote ?? '');
	form.querySelector('.failed')?.remove();
	form.append(failed);
	say(failed.textContent);
}
