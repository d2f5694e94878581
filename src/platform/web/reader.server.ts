/** Who is given what everybody is given. */

import { cookieOf } from '../session.server.ts';

/** Whether a request is a reader's: no session, so nothing personal may be in the answer. */
export const isReader = (cookies: string | undefined | null, cookie: string) =>
	!cookieOf(cookies, cookie);
