/** Frames and shapes: text boxes come after their paragraph, pictures leave the words for them. */

import type { ElementContent } from 'hast';
import { plainly } from '../office/facts.ts';
import * as xml from '../office/xml.ts';
import { element, string } from '../tree.ts';
import type { Known } from './known.ts';

type Inline = (tag: xml.Tag) => ElementContent[];

export function frame(tag: xml.Tag, known: Known, inline: Inline): ElementContent[] {
	if (tag.localName === 'control') {
		known.findings.active++;
		return [];
	}
	if (tag.localName === 'a' || tag.localName === 'g')
		return xml.children(tag).flatMap((inner) => frame(inner, known, inline));
	const [box] = xml.children(tag, 'text-box');
	const [object] = xml.children(tag, 'object', 'object-ole', 'applet', 'plugin', 'floating-frame');
	if (box) known.after.push(...boxed(box, known));
	else if (object) return embedded(object, known);
	else if (xml.child(tag, 'image')) picture(tag, known);
	// Words in a drawn shape.
	else if (xml.children(tag, 'p', 'list').length > 0) known.after.push(...boxed(tag, known));
	return [];
}

const boxed = (tag: xml.Tag, known: Known) =>
	known
		.flow(tag, { ...known, letters: new Map(), after: [] })
		.map((made) => ({ facts: undefined, made }));

function picture(tag: xml.Tag, known: Known): void {
	const said = [xml.child(tag, 'desc'), xml.child(tag, 'title')].map((words) =>
		words?.textContent?.trim()
	);
	const alt = said.find(Boolean) ?? '';
	// Those with words for them are counted where they become figures.
	if (!alt) known.findings.pictures++;
	else
		known.after.push({
			facts: plainly('picture', alt),
			made: element('figure', {}, [element('img', { alt })])
		});
}

/** A formula is its signs; anything else that was put in stays out. */
function embedded(object: xml.Tag, known: Known): ElementContent[] {
	const math = xml.children(object, 'math')[0] ?? mathIn(xml.value(object, 'href'), known);
	if (!math) {
		known.findings.active++;
		return [];
	}
	for (const source of xml.all(math, 'annotation')) xml.remove(source);
	return [string((math.textContent ?? '').replace(/\s+/g, ' ').trim())];
}

function mathIn(href: string | null, { archive }: Known): xml.Tag | undefined {
	const folder = /^(?:\.\/)?([^/:]+)$/.exec(href ?? '')?.[1];
	const bytes = folder ? archive.read(`${folder}/content.xml`) : null;
	const top = bytes && xml.read(bytes).documentElement;
	return top?.localName === 'math' ? top : undefined;
}
