/** The forms of a page as a browser without scripts sees them. */

import type { Element, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

export type Field = {
	name: string;
	type: string;
	value: string;
	chosen: boolean;
	most: number | null;
};
export type Form = {
	/** Path and query. */
	action: string;
	method: 'get' | 'post';
	type: string;
	fields: Field[];
	buttons: (Field & { action: string | null })[];
};

const controls = new Set(['input', 'textarea', 'select', 'button']);

export const treeOf = (html: string): Root => unified().use(rehypeParse).parse(html);

/** Every form of a page in its order, with controls that name it from outside. */
export function formsOf(html: string, path: string): Form[] {
	const forms = new Map<Element, Form>();
	const byId = new Map<string, Form>();
	const tree = treeOf(html);
	visit(tree, 'element', (node) => {
		if (node.tagName !== 'form') return;
		const made = formOf(node, path);
		forms.set(node, made);
		if (node.properties.id) byId.set(String(node.properties.id), made);
	});
	const walk = (node: Root | Element, around: Form | undefined) => {
		for (const child of node.children) {
			if (child.type !== 'element') continue;
			if (controls.has(child.tagName)) {
				const named = child.properties.form;
				add(child, named ? byId.get(String(named)) : around);
			}
			walk(child, forms.get(child) ?? around);
		}
	};
	walk(tree, undefined);
	return [...forms.values()];
}

/** What a browser sends: hidden and filled fields, what is chosen, and the button pressed. */
export function valuesOf(form: Form, given: Record<string, string>, button?: string) {
	const values = new URLSearchParams();
	const known = new Set(form.fields.map(({ name }) => name));
	for (const { name, type, value, chosen } of form.fields) {
		const typed = given[name];
		if (type === 'radio' || type === 'checkbox' || type === 'option') {
			const on = typed === undefined ? chosen : typed === value;
			if (on) values.append(name, value);
		} else values.append(name, typed ?? value);
	}
	const pressed = form.buttons.find((one) => (button ? one.name === button : one.name === ''));
	if (pressed?.name) values.append(pressed.name, given[pressed.name] ?? pressed.value);
	for (const [name, value] of Object.entries(given))
		if (!known.has(name) && name !== pressed?.name) values.append(name, value);
	return values;
}

function formOf(node: Element, path: string): Form {
	const { action, method, encType } = node.properties;
	const there = new URL(String(action ?? ''), `http://site${path}`);
	return {
		// An empty action is the page's own address.
		action: there.pathname + there.search,
		method: String(method ?? 'get').toLowerCase() === 'post' ? 'post' : 'get',
		type: String(encType ?? 'application/x-www-form-urlencoded'),
		fields: [],
		buttons: []
	};
}

function add(node: Element, form: Form | undefined) {
	if (!form || node.properties.disabled) return;
	const { name = '', value, type, checked, maxLength, formAction } = node.properties;
	const field = (more: Partial<Field>): Field => ({
		name: String(name),
		type: String(type ?? 'text'),
		value: value === undefined ? '' : String(value),
		chosen: false,
		most: maxLength === undefined ? null : Number(maxLength),
		...more
	});
	if (node.tagName === 'button' || (node.tagName === 'input' && type === 'submit')) {
		if (type === 'button') return;
		form.buttons.push({
			...field({ type: 'submit' }),
			action: formAction ? String(formAction) : null
		});
	} else if (!name) return;
	else if (node.tagName === 'textarea')
		form.fields.push(field({ type: 'textarea', value: textIn(node) }));
	else if (node.tagName === 'select') form.fields.push(...optionsOf(node, field));
	else {
		const box = type === 'radio' || type === 'checkbox';
		const on = box && value === undefined ? { value: 'on' } : {};
		form.fields.push(field({ chosen: box && Boolean(checked), ...on }));
	}
}

function optionsOf(node: Element, field: (more: Partial<Field>) => Field): Field[] {
	const options: Field[] = [];
	visit(node, 'element', (one) => {
		if (one.tagName !== 'option') return;
		const value = String(one.properties.value ?? textIn(one));
		options.push(field({ type: 'option', value, chosen: Boolean(one.properties.selected) }));
	});
	const first = options[0];
	if (first && !options.some(({ chosen }) => chosen)) first.chosen = true;
	return options;
}

function textIn(node: Element): string {
	let text = '';
	visit(node, 'text', (one) => {
		text += one.value;
	});
	return text;
}
