#!/usr/bin/env node
// The folkmoot command: src/cli, run as TypeScript by the Node 26 among the packages.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, node, refuse, root, run } from './ground.mjs';

const main = join(root, 'src/cli/main.ts');

checkNode();
if (Number(process.versions.node.split('.')[0]) >= 24) await import(`file://${main}`);
else if (existsSync(node)) run([main, ...process.argv.slice(2)]);
else refuse(`The packages of Folkmoot are not installed yet. Run: npm --prefix ${root} ci`);
