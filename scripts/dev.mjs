// npm run dev: everything at once, reloading as sources change.

import { join } from 'node:path';
import { checkNode, install, root, run } from '../bin/ground.mjs';

const { PORT = '3000', HOST = 'localhost' } = process.env;
const vite = join(root, 'node_modules/vite/bin/vite.js');

checkNode();
install();
run([vite, 'dev', '--port', PORT, '--host', HOST, '--strictPort', ...process.argv.slice(2)], {
	env: { NODE_ENV: 'development' },
	calm: true
});
