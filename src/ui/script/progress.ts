/** Keeps "you voted on 12 of 29" true while one votes. */

import { filled } from './said.ts';

export function showProgress(isVoted: (form: HTMLFormElement) => boolean) {
	const progress = document.getElementById('progress');
	if (!progress) return;
	const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-vote]')];
	const missing = forms.filter((form) => !isVoted(form));
	const voted = forms.length - missing.length;
	const { lang } = document.documentElement;
	const number = new Intl.NumberFormat(lang === 'ar' ? 'ar-u-nu-latn' : lang);
	const sentence = progress.querySelector<HTMLElement>('[data-progress]');
	if (sentence) {
		sentence.textContent = filled(
			sentence.dataset.progress,
			number.format(voted),
			number.format(forms.length)
		);
	}
	progress
		.querySelector('.done')
		?.setAttribute('width', String((voted / Math.max(1, forms.length)) * 100));
	const next = progress.querySelector<HTMLAnchorElement>('[data-next]');
	const first = missing[0]?.dataset.vote;
	if (!next) return;
	next.hidden = !first;
	if (!first) return;
	next.href = `#${first.toLowerCase()}`;
	next.textContent = filled(next.dataset.next, first);
}
