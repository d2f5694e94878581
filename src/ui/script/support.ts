/** Support with one click: the word changes at once, the server's answer is what stays. */

import { fieldsOf } from './forms.ts';
import { pageAt } from './html.ts';

export async function sendSupport(
	form: HTMLFormElement,
	pressed: HTMLElement | null,
	from: string
) {
	const button = pressed instanceof HTMLButtonElement ? pressed : form.querySelector('button');
	const remark = form.closest<HTMLElement>('[data-remark]');
	if (!button || !remark || button.disabled) return;
	const before = [...button.childNodes];
	const fields = fieldsOf(form);
	fields.set(button.name, button.value);
	button.disabled = true;
	if (button.dataset.other) button.textContent = button.dataset.other;

	const answer = await pageAt(form.action, fields);
	if (answer?.redirected && /\/sign-in\b/.test(answer.url)) return location.assign(answer.url);
	button.disabled = false;
	if (!answer?.redirected) {
		button.replaceChildren(...before);
		// Without an answer nothing is known: the form sent as forms are tells what is wrong.
		if (answer) form.submit();
		else button.focus();
		return;
	}
	const fresh = await pageAt(from);
	const name = CSS.escape(remark.dataset.remark ?? '');
	const next = fresh?.page.querySelector(`[data-remark="${name}"] > footer`);
	const stands = remark.querySelector(':scope > footer');
	if (!next || !stands) return;
	stands.replaceWith(document.adoptNode(next));
	remark.querySelector<HTMLButtonElement>(':scope > footer [data-support] button')?.focus();
}
