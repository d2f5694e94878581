/** Solves the proof of work of a form while its name is typed, so that it is ready when the form is sent. */

import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';

export function start(form: HTMLElement) {
	if (!(form instanceof HTMLFormElement)) return;
	const challenge = form.querySelector<HTMLInputElement>('[name="challenge"]');
	const solution = form.querySelector<HTMLInputElement>('[name="solution"]');
	const status = form.querySelector('[data-status]');
	if (!challenge || !solution) return;

	let working: Promise<void> | null = null;
	const work = () =>
		(working ??= solveChallenge({ challenge: JSON.parse(challenge.value) as Challenge, deriveKey })
			.then((solved) => {
				solution.value = solved ? JSON.stringify(solved) : '';
			})
			// Without a proof a moderator reads it first: nothing is lost.
			.catch(() => undefined));
	form.addEventListener('focusin', () => void work(), { once: true });
	form.addEventListener('submit', (event) => {
		if (solution.value || form.dataset.sending === 'yes') return;
		event.preventDefault();
		if (status) status.textContent = form.dataset.working ?? '';
		void work().then(() => {
			form.dataset.sending = 'yes';
			form.requestSubmit();
		});
	});
}
