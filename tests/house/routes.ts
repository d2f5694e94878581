/** Every door the routes have: method by method, action by action, read from their source. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { root } from '#platform/root.ts';
import { liveDoor } from '#platform/web/live.server.ts';

const folder = join(root, 'src/routes');
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback']);

/** The keys of `doors` that the files under src/routes call for, and what is answered in front of them. */
export function doorsOfRoutes(): string[] {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return [...new Set([...files.flatMap(doorsOf), liveDoor])].sort();
}

function doorsOf(file: string): string[] {
	const name = file.split('/').at(-1) ?? '';
	const place = dirname(file);
	const id = place === '.' ? '/' : `/${place}`;
	if (name === '+page.svelte') return [`${id} GET`];
	if (name === '+server.ts')
		return exportsOf(file)
			.filter((one) => methods.has(one))
			.map((one) => `${id} ${one}`);
	if (name !== '+page.server.ts') return [];
	const actions = actionsOf(file).map((one) =>
		one === 'default' ? `${id} POST` : `${id} POST ?/${one}`
	);
	return [`${id} GET`, ...actions];
}

const parsed = (file: string) =>
	ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);

function exportsOf(file: string): string[] {
	return parsed(file).statements.flatMap((statement) => {
		const exported =
			ts.canHaveModifiers(statement) &&
			ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword);
		if (!exported) return [];
		if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? ''];
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.map((one) => one.name.getText());
	});
}

function actionsOf(file: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isVariableDeclaration(node) && node.name.getText() === 'actions') {
			let value = node.initializer;
			while (value && (ts.isSatisfiesExpression(value) || ts.isAsExpression(value)))
				value = value.expression;
			if (!value || !ts.isObjectLiteralExpression(value))
				throw new Error(`${file}: actions must be an object literal.`);
			for (const one of value.properties) found.push(one.name?.getText() ?? '?');
		}
		ts.forEachChild(node, visit);
	};
	visit(parsed(file));
	return found;
}
