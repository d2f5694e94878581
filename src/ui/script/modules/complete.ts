/** Offers what a reference could become while it is typed: `P9`, `C-…`, `@organisation`. The keys stay the field's own. */

import { filled, say } from '../said.ts';

type Completion = { write: string; says: string; lang?: string };

const begun =
	/(?<![\p{L}\p{M}\p{N}_/@#.-])(P\d{1,6}|C-[0-9A-Za-z]{1,5}|@[\p{L}\p{M}\p{N}-]{0,40})$/u;
const pause = 180;

export function start(field: HTMLElement) {
	if (field instanceof HTMLTextAreaElement) new Completing(field);
}

class Completing {
	readonly field: HTMLTextAreaElement;
	readonly list = document.createElement('ul');
	offers: Completion[] = [];
	chosen = -1;
	waiting: ReturnType<typeof setTimeout> | undefined;
	asked = 0;

	constructor(field: HTMLTextAreaElement) {
		this.field = field;
		this.list.className = 'completions';
		this.list.id = `${field.id}-completions`;
		this.list.setAttribute('role', 'listbox');
		this.list.setAttribute('aria-label', field.dataset.completions ?? '');
		this.list.hidden = true;
		field.setAttribute('aria-autocomplete', 'list');
		field.setAttribute('aria-controls', this.list.id);
		field.after(this.list);
		field.addEventListener('input', () => this.typed());
		field.addEventListener('keydown', (event) => this.key(event));
		field.addEventListener('blur', () => this.close());
		// Choosing by pointer leaves the cursor where it is.
		this.list.addEventListener('pointerdown', (event) => event.preventDefault());
		this.list.addEventListener('click', ({ target }) => {
			const option = target instanceof Element ? target.closest('[role="option"]') : null;
			if (option) this.take([...this.list.children].indexOf(option));
		});
	}

	/** The beginning of a reference right before the cursor. */
	beginning(): string | null {
		const { value, selectionStart, selectionEnd } = this.field;
		if (selectionStart !== selectionEnd) return null;
		const found = begun.exec(value.slice(Math.max(0, selectionStart - 60), selectionStart))?.[1];
		return found?.startsWith('C-') ? found.toUpperCase() : (found ?? null);
	}

	typed() {
		clearTimeout(this.waiting);
		const text = this.beginning();
		if (!text) return this.close();
		this.waiting = setTimeout(() => void this.ask(text), pause);
	}

	async ask(text: string) {
		const asking = ++this.asked;
		const address = `${this.field.dataset.completionsFrom}?q=${encodeURIComponent(text)}`;
		const answer = await fetch(address).catch(() => null);
		const offers = answer?.ok ? ((await answer.json()) as Completion[]) : [];
		// What was typed since has its own answer coming.
		if (asking === this.asked && this.beginning() === text) this.show(offers, text);
	}

	show(offers: Completion[], text: string) {
		const only = offers.length === 1 && offers[0]?.write === text;
		if (offers.length === 0 || only) return this.close();
		this.offers = offers;
		this.list.replaceChildren(...offers.map((offer, at) => this.option(offer, at)));
		this.list.hidden = false;
		this.choose(-1);
		say(filled(this.field.dataset.completionsSaid, String(offers.length)));
	}

	option({ write, says, lang }: Completion, at: number) {
		const option = document.createElement('li');
		option.id = `${this.list.id}-${at}`;
		option.setAttribute('role', 'option');
		const reference = document.createElement('b');
		reference.dir = 'ltr';
		reference.textContent = write;
		const meaning = document.createElement('bdi');
		if (lang) meaning.lang = lang;
		meaning.textContent = says;
		option.append(reference, ' ', meaning);
		return option;
	}

	choose(at: number) {
		this.chosen = at;
		for (const [n, option] of [...this.list.children].entries())
			option.setAttribute('aria-selected', String(n === at));
		const option = this.list.children[at];
		if (option) this.field.setAttribute('aria-activedescendant', option.id);
		else this.field.removeAttribute('aria-activedescendant');
		option?.scrollIntoView({ block: 'nearest' });
	}

	key(event: KeyboardEvent) {
		if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
			return;
		const { length } = this.offers;
		if (event.key === 'ArrowDown') this.choose((this.chosen + 1) % length);
		else if (event.key === 'ArrowUp') this.choose((Math.max(this.chosen, 0) - 1 + length) % length);
		else if (event.key === 'Escape') this.close();
		else if ((event.key === 'Enter' || event.key === 'Tab') && this.chosen !== -1)
			this.take(this.chosen);
		else return;
		event.preventDefault();
	}

	take(at: number) {
		const offer = this.offers[at];
		const text = this.beginning();
		if (!offer || text === null) return this.close();
		const { selectionStart: end } = this.field;
		const after = /^\s/.test(this.field.value.slice(end)) ? '' : ' ';
		this.field.setRangeText(offer.write + after, end - text.length, end, 'end');
		this.close();
		this.field.focus();
		// Counters and drafts hear of it as of anything typed.
		this.field.dispatchEvent(new Event('input', { bubbles: true }));
	}

	close() {
		clearTimeout(this.waiting);
		this.asked += 1;
		this.list.hidden = true;
		this.offers = [];
		this.choose(-1);
	}
}
