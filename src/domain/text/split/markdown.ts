/** Markdown (GFM, and what pandoc adds) as the same tree HTML gives. */

import type { Root } from 'hast';
import type { Html, List, Nodes, Paragraph, Parents, Root as Source, Text } from 'mdast';
import rehypeRaw from 'rehype-raw';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { collapse } from '../characters.ts';
import { tag } from '../language.ts';
import type { Marker } from '../unit.ts';
import type { Findings } from './findings.ts';
import type { Reading } from './html.ts';
import { fromPandoc, type Orders } from './pandoc.ts';

const parser = unified()
	.use(remarkParse)
	.use(remarkFrontmatter, ['yaml', 'toml'])
	.use(remarkGfm, { singleTilde: false });

const toTree = unified()
	.use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: 'note-' })
	.use(rehypeRaw);

export function readMarkdown(source: string, findings: Findings): Reading {
	const { text, orders } = fromPandoc(source);
	const tree = parser.parse(text);
	const matter = frontMatter(tree);
	const extra = ['subtitle', 'author', 'date'].flatMap((key) => matter[key] ?? []);
	findings.titleLines.push(...extra);

	markedBlocks(tree);
	rawTags(tree);
	markOrders(tree, orders);
	captions(tree);
	raisedAndLowered(tree);
	return {
		root: toTree.runSync(tree) as Root,
		title: matter['title'] ?? null,
		language: tag(matter['lang'] ?? matter['language'])
	};
}

/** Only `key: value` lines; the rest of YAML has nothing to tell here. */
function frontMatter(tree: Source): Record<string, string> {
	const [first] = tree.children;
	const isMatter = first && (first.type === 'yaml' || (first.type as string) === 'toml');
	const lines = isMatter && 'value' in first ? first.value.split('\n') : [];
	return Object.fromEntries(
		lines.flatMap((line) => {
			const [, key = '', value = ''] = /^([\w-]+)\s*[:=]\s*(.+)$/.exec(line) ?? [];
			const bare = value.trim().replace(/^(["'])(.*)\1$/, '$2');
			return key && collapse(bare) ? [[key.toLowerCase(), collapse(bare)]] : [];
		})
	);
}

/**
 * `<!-- P12 -->` says that what follows, up to the next heading or the next such mark, is one unit of that number:
 * paragraphs that were consulted on together stay together.
 */
function markedBlocks(tree: Source): void {
	const blocks: Source['children'] = [];
	let open: Source['children'] | null = null;
	for (const child of tree.children) {
		const mark = child.type === 'html' ? /^\s*<!--\s*P(\d{1,6})\s*-->\s*$/.exec(child.value) : null;
		if (mark) {
			open = [];
			const data = { hName: 'div', hProperties: { dataUnitMark: mark[1] } };
			blocks.push({ type: 'markedUnit', children: open, data } as never);
		} else if (child.type === 'heading' || !open) {
			open = null;
			blocks.push(child);
		} else open.push(child);
	}
	tree.children = blocks;
}

/** Comments vanish; raw paragraph tags inside a line part words and nothing else. */
function rawTags(tree: Source): void {
	visit(tree, 'html', (node: Html, index, parent) => {
		if (!parent || index === undefined) return;
		if (/^\s*<!--[\s\S]*-->\s*$/.test(node.value)) {
			parent.children.splice(index, 1);
			return [SKIP, index];
		}
		if (parent.type !== 'root' && /^<\/?p\b[^>]*>$/i.test(node.value))
			parent.children.splice(index, 1, { type: 'text', value: ' ' });
		return;
	});
}

const types: Record<Marker, string | undefined> = {
	bullet: undefined,
	decimal: '1',
	'lower-alpha': 'a',
	'upper-alpha': 'A',
	'lower-roman': 'i',
	'upper-roman': 'I'
};

function markOrders(tree: Source, orders: Orders): void {
	visit(tree, 'list', (node: List) => {
		const order = orders.get(node.children[0]?.position?.start.line ?? 0);
		if (!order || !node.ordered) return;
		node.start = order.start;
		node.data = { ...node.data, hProperties: { type: types[order.marker] } };
	});
}

/** `: words` or `Table: words` beside a table is its caption. */
function captions(tree: Source): void {
	visit(tree, (node: Nodes, index, parent: Parents | undefined) => {
		if (node.type === 'table') captionRow(node, index, parent);
		if (node.type !== 'paragraph' || !parent || index === undefined) return;
		const beside = [parent.children[index - 1], parent.children[index + 1]];
		if (beside.some((other) => other?.type === 'table')) asCaption(node);
	});
}

function asCaption(paragraph: Paragraph): void {
	const [first] = paragraph.children;
	if (first?.type !== 'text') return;
	const mark = /^(:|Table:)\s+/.exec(first.value)?.[0];
	if (!mark) return;
	first.value = first.value.slice(mark.length);
	paragraph.data = { ...paragraph.data, hProperties: { dataCaption: 'table' } };
}

/** Written right under the table, the caption was read as its last row. */
function captionRow(
	table: Extract<Nodes, { type: 'table' }>,
	index?: number,
	parent?: Parents
): void {
	const last = table.children.at(-1);
	const [cell, ...others] = last?.children ?? [];
	if (!cell || table.children.length < 2 || !parent || index === undefined) return;
	if (others.some(({ children }) => children.length > 0)) return;
	const [first] = cell.children;
	if (first?.type !== 'text' || !/^(:|Table:)\s/.test(first.value)) return;
	table.children.pop();
	parent.children.splice(index + 1, 0, { type: 'paragraph', children: cell.children } as never);
}

/** `H~2~O` and `2^nd^`, as pandoc has them. */
function raisedAndLowered(tree: Source): void {
	visit(tree, 'text', (node: Text, index, parent) => {
		if (!parent || index === undefined || !/[~^][^\s~^]+[~^]/.test(node.value)) return;
		const parts = node.value.split(/((?<!~)~[^\s~]+~(?!~)|\^[^\s^]+\^)/);
		const nodes = parts.filter(Boolean).map((part): Text => {
			const name = /^~.+~$/.test(part) ? 'sub' : /^\^.+\^$/.test(part) ? 'sup' : null;
			if (!name) return { type: 'text', value: part };
			const children = [{ type: 'text', value: part.slice(1, -1) }];
			return { type: 'emphasis', data: { hName: name }, children } as never;
		});
		parent.children.splice(index, 1, ...nodes);
		return [SKIP, index + nodes.length];
	});
}
