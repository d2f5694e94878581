/** Asks the device for a passkey, or to make one, and sends what it says with the form. */

import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

const optionsAt = () => `/${document.documentElement.lang}/sign-in/passkey`;

export function start(form: HTMLElement) {
	if (!(form instanceof HTMLFormElement)) return;
	const problem = form.querySelector<HTMLElement>('[data-failed]');
	const response = form.querySelector<HTMLInputElement>('[name=response]');
	if (!window.PublicKeyCredential || !problem || !response) {
		form.hidden = true;
		return;
	}
	form.addEventListener('submit', (event) => {
		if (response.value) return;
		event.preventDefault();
		problem.hidden = true;
		void answer(form.dataset.purpose ?? '')
			.then((said) => {
				response.value = JSON.stringify(said);
				form.requestSubmit();
			})
			.catch(() => {
				problem.textContent = problem.dataset.failed ?? '';
				problem.hidden = false;
			});
	});
	// Coming back to this page asks the device anew: an answer is good once.
	window.addEventListener('pageshow', () => (response.value = ''));
}

async function answer(purpose: string) {
	const asked = await fetch(optionsAt(), {
		method: 'POST',
		body: new URLSearchParams({ purpose }),
		headers: { accept: 'application/json' }
	});
	if (!asked.ok) throw new Error(String(asked.status));
	const optionsJSON = await asked.json();
	return purpose === 'new'
		? startRegistration({ optionsJSON })
		: startAuthentication({ optionsJSON });
}
