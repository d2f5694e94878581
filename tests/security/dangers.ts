/** What a page of ours never holds, whatever people wrote: found in its HTML as a browser would read it. */

import type { Element } from 'hast';
import { visit } from 'unist-util-visit';
import { treeOf } from '../journeys/forms.ts';

const never = new Set(
	'img iframe object embed base audio video source math template marquee style isindex applet frame frameset portal dialog animate set use foreignObject image xmp plaintext listing noembed param'.split(
		' '
	)
);
const addressed = [
	'href',
	'src',
	'action',
	'formAction',
	'data',
	'poster',
	'ping',
	'xLinkHref',
	'srcDoc',
	'background',
	'cite'
];
const safe = /^(?:https?:|mailto:|tel:|[/?#.]|[\w-]+(?:[/?#.]|$)|$)/i;

/** What a page may name of itself and others as absolute addresses: its own site's. */
const ownLink = (href: string, origin: string) =>
	/^\/(?!\/)/.test(href) || href.startsWith(`${origin}/`);

/** One line for each dangerous element or attribute; `origin` is the site's own. */
export function dangersIn(html: string, origin: string): string[] {
	const found: string[] = [];
	visit(treeOf(html), 'element', (node: Element) => {
		const { tagName, properties } = node;
		if (never.has(tagName)) found.push(`<${tagName}>`);
		if (tagName === 'script' && !/^\/_app\/immutable\//.test(String(properties.src ?? '')))
			found.push('a script of its own');
		if (tagName === 'link' && !ownLink(String(properties.href ?? ''), origin))
			found.push('a link to elsewhere');
		if (tagName === 'meta' && properties.httpEquiv && String(properties.content) !== '2')
			found.push('a meta that acts');
		for (const name of Object.keys(properties)) {
			if (/^on/i.test(name)) found.push(`${name} on <${tagName}>`);
			if (name === 'style') found.push(`style on <${tagName}>`);
		}
		for (const name of addressed) {
			const value = properties[name];
			if (value !== undefined && !safe.test(String(value).trim()))
				found.push(`${name}="${String(value).slice(0, 40)}" on <${tagName}>`);
		}
	});
	return found;
}
