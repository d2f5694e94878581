/** Makes the pages' forms and links quicker where scripts run. Nothing depends on it. */

import { splitAtCaret } from './caret.ts';
import { tellZone } from './clock.ts';
import { copyFields, copyLinks } from './clipboard.ts';
import { followContents } from './contents.ts';
import { focusFirst } from './focus.ts';
import { startModules } from './modules.ts';
import { offerPrint } from './paper.ts';
import { followImport } from './poll.ts';
import { goLive } from './live.ts';
import { openThreads } from './thread.ts';
import { sendVotes } from './votes.ts';

document.documentElement.dataset.script = 'on';
focusFirst();
tellZone();
copyLinks();
copyFields();
followContents();
sendVotes();
followImport();
splitAtCaret();
offerPrint();
openThreads();
goLive();
startModules(document);
