// npm run build: builds in any case, or with --if-needed only when sources changed, as npm start does.

import { build, checkNode, install } from '../bin/ground.mjs';

checkNode();
install();
build({ force: !process.argv.includes('--if-needed') });
