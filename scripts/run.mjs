// Runs one of our scripts under Node 26, installing the packages first when they are missing: node scripts/run.mjs FILE ARGS

import { join } from 'node:path';
import { checkNode, install, root, run } from '../bin/ground.mjs';

const [script, ...args] = process.argv.slice(2);

checkNode();
install();
run([join(root, script), ...args]);
