/** What someone pasted, by its looks: marks of Markdown or HTML, or plain text. */

import type { Format } from '../text/split/outcome.ts';

const html =
	/^\s*<(!doctype|html|body|main|article|section|div|h[1-6]|p|ul|ol|table)\b[^]*<\/\w+>\s*$/i;
const markdown =
	/^(#{1,6} \S|[^\S\n]*\|.+\|[^\S\n]*\n[^\S\n]*\|[ :|-]+\|)|\*\*\S[^\n]*\*\*|\]\(https?:/m;

export function formatOfPasted(text: string): Format {
	if (html.test(text)) return 'html';
	return markdown.test(text) ? 'markdown' : 'text';
}
