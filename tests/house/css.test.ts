import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '#platform/root.ts';

/** Sides that do not turn with the direction of writing. */
const physical =
	/(?:^|[\s;{])((?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:float|clear|text-align|caption-side)\s*:\s*(?:left|right)\b)/gm;

export function physicalSides(css: string): string[] {
	const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
	return [...plain.matchAll(physical)].map((found) => found[1]?.trim() ?? '');
}

const sheets = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
	(file) => /\.(css|svelte)$/.test(file)
);

test('the rule sees physical sides, and only them', () => {
	expect(physicalSides('a { margin-left: 1px; float: right; left: 0 }')).toHaveLength(3);
	expect(physicalSides('a { margin-inline-start: 1px; text-align: start } /* left: 0 */')).toEqual(
		[]
	);
});

test.each(sheets)('%s uses logical sides, so that Arabic is laid out from the right', (file) => {
	const text = readFileSync(join(root, 'src', file), 'utf8');
	const css = file.endsWith('.svelte') ? (text.match(/<style[\s\S]*?<\/style>/)?.[0] ?? '') : text;
	expect(physicalSides(css)).toEqual([]);
});
