#!/usr/bin/env node
// npm start: from a fresh clone to a running server, with whatever Node the system has.

import { join } from 'node:path';
import { build, checkNode, install, root, run } from './ground.mjs';

checkNode();
install();
build();
run([join(root, 'build/server/folkmoot.js'), ...process.argv.slice(2)], {
	env: { NODE_ENV: process.env.NODE_ENV ?? 'production' }
});
