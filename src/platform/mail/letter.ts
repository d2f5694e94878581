/** A mail as parts, written twice: as plain text, and as HTML that needs nothing from anywhere. */

import { directionOf } from '#domain/languages.ts';

export type Line = { says: string; href: string | null };
export type Part =
	| { heading: string; note: string }
	| { paragraph: string }
	| { link: string; says: string | null }
	| { list: Line[] };

/** What a mail says before its parts are written out. */
export type Draft = { subject: string; lang: string; parts: Part[]; foot: Part[] };

export type Letter = { subject: string; body: string; html: string };

/** A text of paragraphs; one that is an address of this site and nothing else becomes a link. */
export const partsOf = (text: string, origin: string): Part[] =>
	text
		.split(/\n{2,}/)
		.filter((one) => one.trim())
		.map((one) => {
			const address = one.trim();
			const isLink = address.startsWith(`${origin}/`) && !/\s/.test(address);
			return isLink ? { link: address, says: null } : { paragraph: one };
		});

export const written = (draft: Draft): Letter => ({
	subject: draft.subject.replace(/[\s\p{Cc}]+/gu, ' ').trim(),
	body: `${draft.parts.map(asText).join('\n\n')}\n\n-- \n${draft.foot.map(asText).join('\n')}\n`,
	html: asPage(draft)
});

function asText(part: Part): string {
	if ('heading' in part) return [part.heading, part.note].filter(Boolean).join('\n');
	if ('paragraph' in part) return part.paragraph;
	if ('link' in part) return part.says ? `${part.says}\n${part.link}` : part.link;
	return part.list.map(({ says, href }) => `– ${says}${href ? `\n  ${href}` : ''}`).join('\n');
}

/** One column, one accent; programs that know dark paper get it, those that know no styles get plain text. */
const style = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;background:#fdfcf9;color:#1a1c20}
main{max-width:600px;margin:0 auto;padding:24px 16px;font:16px/1.5 "Source Sans 3",-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
h1,h2{font-family:"Source Serif 4",Georgia,"Times New Roman",serif;line-height:1.25;font-weight:600}
h1{font-size:24px;margin:0 0 20px}h2{font-size:18px;margin:28px 0 8px}
p{margin:0 0 16px}ul{margin:0 0 16px;padding:0 20px}li{margin:0 0 8px}
a{color:#1c5a4b}.note,.foot{color:#50555e;font-size:14px}.foot{border-top:1px solid #e2ddd1;margin-top:32px;padding-top:16px}
.go a{display:inline-block;padding:10px 16px;border-radius:6px;background:#1c5a4b;color:#ffffff;text-decoration:none;word-break:break-word}
@media (prefers-color-scheme:dark){body{background:#15171a;color:#eae7e0}a{color:#84d3bc}.note,.foot{color:#b3b0a8}.foot{border-color:#30343a}.go a{background:#84d3bc;color:#0c1d18}}`;

function asPage({ subject, lang, parts, foot }: Draft): string {
	const dir = directionOf(lang);
	return [
		`<!doctype html><html lang="${escaped(lang)}" dir="${dir}"><head><meta charset="utf-8">`,
		'<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
		`<meta name="supported-color-schemes" content="light dark"><title>${escaped(subject)}</title>`,
		`<style>${style}</style></head><body><main lang="${escaped(lang)}" dir="${dir}">`,
		`<h1>${escaped(subject)}</h1>`,
		...parts.map(asMarkup),
		`<div class="foot">${foot.map(asMarkup).join('')}</div></main></body></html>`
	].join('\n');
}

function asMarkup(part: Part): string {
	if ('heading' in part)
		return `<h2 dir="auto">${escaped(part.heading)}</h2>${part.note ? `<p class="note">${escaped(part.note)}</p>` : ''}`;
	if ('paragraph' in part)
		return `<p dir="auto">${escaped(part.paragraph).replaceAll('\n', '<br>')}</p>`;
	if ('link' in part)
		return part.says
			? `<p><a href="${escaped(part.link)}">${escaped(part.says)}</a></p>`
			: `<p class="go"><a href="${escaped(part.link)}" dir="ltr">${escaped(part.link)}</a></p>`;
	const items = part.list.map(({ says, href }) =>
		href ? `<a href="${escaped(href)}">${escaped(says)}</a>` : escaped(says)
	);
	return `<ul>${items.map((one) => `<li>${one}</li>`).join('')}</ul>`;
}

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** As text in HTML, and in a value between quotes. */
const escaped = (text: string) =>
	text
		.toWellFormed()
		.replace(/[^\P{Cc}\t\n]/gu, ' ')
		.replace(/[&<>"']/g, (one) => escapes[one] ?? one);
