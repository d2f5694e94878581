/** "Already said?": shows below the field what is like what one is typing, and never moves what is typed. */

import { filled } from '../said.ts';
import type { Tools } from '../modules.ts';

/** Milliseconds without typing before it is asked for. */
const pause = 900;
/** Longer addresses are cut off on their way. */
const longest = 1_800;
const listening = new WeakSet<HTMLFormElement>();

export function start(element: HTMLElement, { pageAt }: Tools) {
	const form = element.closest('form');
	const field = form?.querySelector<HTMLTextAreaElement>(`[name="${element.dataset.of}"]`);
	if (!form || !field) return;
	const status = document.createElement('p');
	status.className = 'unseen';
	status.setAttribute('role', 'status');
	const place = document.createElement('div');
	element.append(status, place);
	let waiting: ReturnType<typeof setTimeout> | undefined;
	let asked = '';
	let shown = '';

	function addressOf(): string | null {
		const fields = new FormData(form ?? undefined);
		const words = field?.value.trim() ?? '';
		const tooShort = words.length < Number(element.dataset.shortest);
		// What is for the secretariat alone is not compared with what others said.
		if (tooShort || fields.get('visibility') === 'private') return null;
		const address = new URL(element.dataset.from ?? '', location.href);
		for (const [name, value] of [
			['words', element.dataset.of === 'body' ? words.slice(0, 400) : words],
			['in', fields.get('lang')],
			['act', fields.get('act')]
		])
			if (typeof name === 'string' && typeof value === 'string')
				address.searchParams.set(name, value);
		return address.search.length > longest * 3 ? null : address.href;
	}

	async function look() {
		const address = addressOf();
		if (address === asked) return;
		asked = address ?? '';
		const found = address ? await pageAt(address) : null;
		// An answer that comes too late, or while someone is in the list, changes nothing.
		if (asked !== (address ?? '') || element.contains(document.activeElement)) return;
		const part = found?.page.querySelector('[data-similar-body]');
		const names = [...(part?.querySelectorAll<HTMLElement>('[data-remark]') ?? [])]
			.map(({ dataset }) => dataset.remark)
			.join(' ');
		if (names === shown) return;
		shown = names;
		place.replaceChildren(...(part ? [document.adoptNode(part)] : []));
		status.textContent = part?.querySelector('.meta')?.textContent ?? '';
		const seen = form?.querySelector<HTMLInputElement>('[name=seen]');
		if (seen && part) seen.value = 'yes';
	}

	const typed = () => {
		clearTimeout(waiting);
		waiting = setTimeout(() => void look(), pause);
	};
	field.addEventListener('input', typed);
	form.addEventListener('change', typed);
	supportInPlace(element, form, status, pageAt);
}

/** Support is given without leaving: the words stay where they are. */
function supportInPlace(
	element: HTMLElement,
	form: HTMLFormElement,
	status: HTMLElement,
	pageAt: Tools['pageAt']
) {
	const support = document.getElementById('support-instead');
	if (!(support instanceof HTMLFormElement) || listening.has(support)) return;
	listening.add(support);
	support.addEventListener('submit', (event) => {
		const button = event.submitter;
		if (!(button instanceof HTMLButtonElement)) return;
		event.preventDefault();
		const as = new FormData(form).get('as');
		const to = new FormData(support).get('to');
		const fields = new URLSearchParams({ supports: 'yes', as: String(as ?? ''), to: String(to) });
		button.disabled = true;
		void pageAt(button.formAction, fields).then((answer) => {
			if (!answer) {
				button.disabled = false;
				return;
			}
			if (!answer.redirected || /\/sign-in\b/.test(answer.url)) return location.assign(answer.url);
			const { remark = '' } = button.closest<HTMLElement>('[data-remark]')?.dataset ?? {};
			const sentence = filled(element.dataset.supported, remark);
			const said = document.createElement('p');
			said.className = 'done';
			said.tabIndex = -1;
			said.textContent = sentence;
			button.replaceWith(said);
			said.focus({ preventScroll: true });
			status.textContent = '';
		});
	});
}
