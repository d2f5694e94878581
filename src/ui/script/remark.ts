/** Sends what was typed without leaving the page; whatever comes back, the words stay until they are kept. */

import { forget, restoreDrafts, sending } from './drafts.ts';
import { fieldsOf } from './forms.ts';
import { own } from './fresh.ts';
import { pageAt } from './html.ts';
import type { Panel } from './panel.ts';
import { filled, say } from './said.ts';

type Show = (panel: Panel, address: string) => Promise<void>;

export async function sendRemark(form: HTMLFormElement, panel: Panel | null, show: Show) {
	const button = form.querySelector<HTMLButtonElement>(
		'[data-send], button:not([type="button"], [name])'
	);
	const status = form.querySelector<HTMLElement>('[data-status]');
	if (!button || button.disabled) return;
	button.disabled = true;
	sending(form, true);
	if (status) status.textContent = form.dataset.sending ?? '';
	const from = panel?.from ?? location.href;
	const answer = await pageAt(from, fieldsOf(form));
	button.disabled = false;
	if (!answer?.redirected) sending(form, false);

	if (answer?.redirected) {
		forget(from);
		const reference = /\/contributions\/(C-[0-9A-Z]{6})/.exec(answer.url)?.[1];
		// Whoever has to sign in first, or sent from the form's own page, goes on from there.
		if (!panel || !reference) return location.assign(answer.url);
		own(reference);
		const place = new URL(from).searchParams.get('on') ?? 'whole';
		const path = /^(P\d+|whole)$/.test(place) ? place : `sections/${place}`;
		const received = filled(form.dataset.received, reference);
		await show(panel, new URL(path, from.replace(/\/(?:remark|suggestion)\?.*$/, '/')).href);
		say(received, true);
		panel.body
			.querySelector<HTMLElement>(`[data-remark="${reference}"]`)
			?.scrollIntoView({ block: 'nearest' });
		return;
	}
	const refused = answer && [403, 409, 422].includes(answer.status);
	const part = refused ? answer.page.querySelector('[data-form-body]') : null;
	const stands = form.closest('[data-form-body]');
	if (!answer || !part || !stands) {
		if (status) status.textContent = form.dataset.failed ?? '';
		return;
	}
	if (!panel) document.title = answer.page.title;
	stands.replaceWith(document.adoptNode(part));
	restoreDrafts(part, from);
	part.querySelector<HTMLElement>('[data-focus]')?.focus();
}
