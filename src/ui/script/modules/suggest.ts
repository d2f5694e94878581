/** While wording is suggested: shows what changes, word by word, as it is typed. The same rules as on the server. */

import { differenceOf, type Piece } from '#domain/suggestion/difference.ts';
import { isAct, proposed, type Act, type Subject } from '#domain/suggestion/suggestion.ts';
import type { Run } from '#domain/text/unit.ts';
import { filled } from '../said.ts';

/** Milliseconds without typing before changes are shown, and before they are said. */
const pause = { show: 150, say: 900 };

export function start(form: HTMLElement) {
	if (!(form instanceof HTMLFormElement)) return;
	const field = form.querySelector<HTMLTextAreaElement>('textarea[name=words]');
	const shown = form.querySelector<HTMLElement>('[data-changes]');
	const said = form.querySelector<HTMLElement>('[data-changed]');
	const told = form.querySelector<HTMLElement>('[data-told]');
	const unit = JSON.parse(form.dataset.unit ?? 'null') as Subject | null;
	if (!field || !shown || !said || !told || !unit) return;

	const { own = '', limits = '{}' } = form.dataset;
	const most = JSON.parse(limits) as Partial<Record<Act, number>>;
	const actOf = () => {
		const act = new FormData(form).get('act');
		return isAct(act) ? act : 'replace';
	};
	let act = actOf();
	/** What was typed for each act: going back and forth loses nothing. */
	const typed: Record<Act, string> = { replace: own, add: '', remove: '' };
	let showing: ReturnType<typeof setTimeout> | undefined;
	/** What was there to be heard last. */
	let heard = said.textContent?.trim();
	let saying: ReturnType<typeof setTimeout> | undefined;

	function show() {
		if (!field || !shown || !said || !told || !unit) return;
		const after = proposed({ act, words: field.value }, unit);
		const before = act === 'add' ? null : unit.body;
		const { pieces, inserted, deleted } = differenceOf(before, after?.body ?? null, unit.lang);
		const changed = pieces.some(({ kind }) => kind !== 'same');
		shown.replaceChildren(...(changed ? [paragraph(pieces, unit.lang, field.dir, form)] : []));
		const { format } = new Intl.NumberFormat(document.documentElement.lang, {
			numberingSystem: 'latn'
		});
		const sentence = changed
			? filled(form.dataset.counts, format(inserted), format(deleted))
			: (form.dataset.unchanged ?? '');
		said.textContent = sentence;
		clearTimeout(saying);
		saying = setTimeout(() => {
			if (heard !== sentence) told.textContent = heard = sentence;
		}, pause.say);
	}

	field.addEventListener('input', () => {
		clearTimeout(showing);
		showing = setTimeout(show, pause.show);
	});
	form.addEventListener('change', ({ target }) => {
		if (!(target instanceof HTMLInputElement) || target.name !== 'act') return;
		typed[act] = field.value;
		act = actOf();
		if (act !== 'remove') field.value = typed[act];
		if (most[act]) field.dataset.count = String(most[act]);
		show();
	});
	show();
}

function paragraph(pieces: readonly Piece[], lang: string, dir: string, form: HTMLElement) {
	const made = document.createElement('p');
	made.className = 'difference words';
	made.lang = lang;
	made.dir = dir;
	made.append(
		...pieces.flatMap(({ kind, runs }) => {
			if (kind === 'same') return runs.map((run) => styled(run, false));
			const change = document.createElement(kind === 'inserted' ? 'ins' : 'del');
			const inserted = kind === 'inserted';
			const word = inserted ? form.dataset.inserted : form.dataset.deleted;
			change.append(unseen(`[${word}: `), ...runs.map((run) => styled(run, inserted)), unseen(']'));
			return [change];
		})
	);
	return made;
}

function unseen(text: string) {
	const made = document.createElement('span');
	made.className = 'unseen';
	made.textContent = text;
	return made;
}

function styled(run: Run, addresses: boolean): Node {
	const { em, strong, code, sup, sub, href } = run;
	const names = [em && 'em', strong && 'strong', code && 'code', sup && 'sup', sub && 'sub'];
	const text: Node = document.createTextNode(run.text);
	const made = names
		.filter((name) => name !== undefined)
		.reduce<Node>((inner, name) => {
			const outer = document.createElement(name);
			outer.append(inner);
			return outer;
		}, text);
	if (!addresses || !href) return made;
	const both = document.createElement('span');
	const address = document.createElement('bdi');
	address.className = 'address';
	address.dir = 'ltr';
	address.textContent = ` (${href})`;
	both.append(made, address);
	return both;
}
