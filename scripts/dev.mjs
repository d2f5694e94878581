// npm run dev: everything at once, reloading as sources change.

import { join } from 'node:path';
import { checkNode, install, root, run } from '../bin/ground.mjs';

checkNode();
install();
run([join(root, 'node_modules/vite/bin/vite.js'), 'dev', ...process.argv.slice(2)], {
	env: { NODE_ENV: 'development' }
});
