// npm run build: builds in any case; npm start builds only when sources changed.

import { build, checkNode, install } from '../bin/ground.mjs';

checkNode();
install();
build({ force: true });
