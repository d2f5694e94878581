/** How secrets of links are kept: only their hash, so a copy of the database opens nothing. */

import { createHash } from 'node:crypto';

/** The hash a token is stored and found by. */
export const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
