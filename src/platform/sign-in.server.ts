/** Asking for a sign-in link, and using one. Nothing here depends on whether an address is known. */

import { emailOf } from '#domain/accounts/accounts.ts';
import { linkOf, makeLink, openWithLink, type Link } from '#domain/accounts/link.server.ts';
import { mailboxOf } from '#domain/accounts/person.server.ts';
import { endSession } from '#domain/accounts/sessions.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { mayMail } from '#domain/notifications/quota.server.ts';
import { notify, type Kind } from '#domain/notifications/notify.server.ts';
import { bind } from '#domain/pending/store.server.ts';
import type { House } from './house.server.ts';

type Asked = {
	email: string;
	language: string;
	/** The token of a waiting act, and the path to go to afterwards. */
	act: string | null;
	to: string | null;
	kind?: Extract<Kind, 'sign_in' | 'set_up' | 'arrival'>;
	/** What the mail is told besides the link, and the name to offer. */
	facts?: Record<string, string>;
	name?: string;
};

/** Makes a link and mails it, unless the address had its share of mail; answers the link's path. */
export async function askForLink(house: House, asked: Asked): Promise<string> {
	const { db } = house;
	// Never to the address that was typed, where its mailbox has an account under another spelling.
	const email = await mailboxOf(db, emailOf(asked.email));
	const waiting = asked.act ? await bind(db, asked.act, email) : null;
	const token = await makeLink(db, email, { act: waiting, to: asked.to, name: asked.name ?? '' });
	const path = `/${asked.language}/sign-in/${token}`;
	const kind = asked.kind ?? (waiting ? 'sign_in_act' : 'sign_in');
	await db.transaction().execute(async (tx) => {
		if (!(await mayMail(tx, email))) return;
		await notify(tx, {
			recipient: email,
			language: asked.language,
			kind,
			facts: { ...asked.facts, path }
		});
	});
	return path;
}

type Before = { viewer: Viewer | null; partial: Viewer | null };

/** Opens a session for who came by another key, and ends the one this browser had; null when they are suspended. */
export async function openFor(
	house: House,
	personId: string,
	request: { headers: Headers },
	before: Before,
	stepped: boolean
): Promise<{ cookie: string; viewer: Viewer } | null> {
	const cookie = await house.auth.open(personId, request.headers, { stepped });
	const headers = new Headers({ cookie: `${house.auth.cookie}=${cookie}` });
	const { viewer, partial, waiting } = await house.sessions.find(headers);
	const found = viewer ?? partial ?? waiting;
	if (!found) return null;
	const left = before.viewer ?? before.partial;
	if (left) await endSession(house.db, left, left.sessionId);
	return { cookie, viewer: found };
}

export type SignedIn =
	/** A viewer whose `step` is `challenge` has their second key yet to use. */
	| { ok: true; cookie: string; viewer: Viewer; link: Link }
	| { ok: false; obstacle: { code: 'link_over' | 'suspended' } };

/** Uses a link up: opens a session, and ends the one this browser had before. */
export async function signIn(
	house: House,
	token: string,
	name: string,
	request: { headers: Headers; viewer: Viewer | null; language: string }
): Promise<SignedIn> {
	const link = await linkOf(house.db, token);
	if (!link) return { ok: false, obstacle: { code: 'link_over' } };
	if (link.suspended) return { ok: false, obstacle: { code: 'suspended' } };
	if (link.firstTime) await openWithLink(house.db, token, link.email, name);
	const opened = await house.auth.consume(token, request.headers);
	if (!opened) return { ok: false, obstacle: { code: 'link_over' } };
	if (link.firstTime) await speaks(house.db, opened.personId, request.language);
	if (request.viewer) await endSession(house.db, request.viewer, request.viewer.sessionId);

	const headers = new Headers({ cookie: `${house.auth.cookie}=${opened.cookie}` });
	const found = await house.sessions.find(headers);
	const viewer = found.viewer ?? found.partial;
	if (!viewer) return { ok: false, obstacle: { code: 'suspended' } };
	return { ok: true, cookie: opened.cookie, viewer, link };
}

const speaks = (db: Database, personId: string, language: string) =>
	db.updateTable('person').set({ language }).where('id', '=', personId).execute();
