/** What the queue can be asked to do, by name. */

import type { TaskList } from 'graphile-worker';
import { close, closeDue, renew } from '#domain/consultation/close.server.ts';
import { check } from '#domain/elsewhere/check.server.ts';
import { enterAll } from '#domain/elsewhere/enter-all.server.ts';
import { foldNext } from '#domain/elsewhere/fold.server.ts';
import { tidyElsewhere } from '#domain/elsewhere/left-over.server.ts';
import { refoldAlike } from '#domain/contribution/alike.server.ts';
import { letStand } from '#domain/contribution/stand.server.ts';
import { runSearch } from '#domain/group/search.server.ts';
import { carryOut } from '#domain/invalidation/carry.server.ts';
import { endInterrupted } from '#domain/imports/store.server.ts';
import { enqueue } from '#domain/jobs.server.ts';
import { tellClosing } from '#domain/notifications/closing.server.ts';
import { hearAll } from '#domain/notifications/hear.server.ts';
import { mailAtOnce, mailDigests, waiting } from '#domain/notifications/mail-notices.server.ts';
import { askToTell } from '#domain/notifications/news.server.ts';
import { erase, eraseWaiting } from '#domain/own-data/erase.server.ts';
import { endDue } from '#domain/organisation/leave.server.ts';
import { publishAsked } from '#domain/response/publish.server.ts';
import { remind } from '#domain/unsent/remind.server.ts';
import { placeQuotes } from '#domain/version/place-quotes.server.ts';
import { cleanUp } from './cleanup.server.ts';
import { freeLeftBehind } from './left-behind.server.ts';
import { sendMail } from './mail.server.ts';
import type { House } from './house.server.ts';

export const tasksOf = (house: House): TaskList => ({
	tell_news: async (payload) => {
		if (!isNamed(payload)) return;
		await hearAll(house.db, payload.id);
		await mailAtOnce(house.db, payload.id);
	},
	send_digests: async (payload) => {
		if (isNamed(payload)) await mailDigests(house.db, payload.id);
	},
	consultation_opens: async (payload) => {
		if (isNamed(payload)) await renew(house.db, payload.id);
	},
	consultation_closes: async (payload) => {
		if (isNamed(payload)) await close(house.db, payload.id);
	},
	publish_response: async (payload) => {
		if (isPublication(payload)) await publishAsked(house.db, payload);
	},
	erase: async (payload) => {
		if (isNamed(payload)) await erase(house.db, payload.id);
	},
	check_elsewhere: async (payload) => {
		if (isNamed(payload))
			await check(house.db, payload.id, 'mayPrivate' in payload && payload.mayPrivate === true);
	},
	fold_elsewhere: async (payload) => {
		if (!isNamed(payload)) return;
		const after = 'after' in payload && typeof payload.after === 'string' ? payload.after : null;
		await foldNext(house.db, payload.id, after);
	},
	enter_elsewhere: async (payload) => {
		if (isNamed(payload)) await enterAll(house.db, payload.id);
	},
	invalidate: async (payload) => {
		if (isNamed(payload)) await carryOut(house.db, payload.id);
	},
	refold_alike: async (payload) => {
		if (isNamed(payload)) await refoldAlike(house.db, payload.id);
	},
	place_quotes: async (payload) => {
		if (isNamed(payload)) await placeQuotes(house.db, payload.id);
	},
	find_alike: async (payload) => {
		if (isNamed(payload)) await runSearch(house.db, payload.id);
	},
	minutely: async () => {
		await freeLeftBehind(house.db);
		await closeDue(house.db);
		await endInterrupted(house.db);
		await tidyElsewhere(house.db);
		await endDue(house.db);
		await eraseWaiting(house.db);
		await remind(house.db);
		await letStand(house.db);
		await tellClosing(house.db);
		await askForNotices(house.db);
		await cleanUp(house.db);
	}
});

/** Mail has workers of its own: a slow mail server holds up nothing else. */
export const mailTasksOf = (house: House): TaskList => ({
	send_mail: async (payload) => {
		if (isNamed(payload)) await sendMail(house, payload.id);
	}
});

/** News that waited for the minute, and digests whose hour has come. */
async function askForNotices(db: House['db']) {
	const { spaces, consultations } = await waiting(db);
	await db.transaction().execute(async (tx) => {
		for (const id of consultations) await askToTell(tx, id);
		for (const id of spaces) await enqueue(tx, 'send_digests', { id }, { jobKey: `digests ${id}` });
	});
}

const isNamed = (payload: unknown): payload is { id: string } =>
	typeof payload === 'object' &&
	payload !== null &&
	'id' in payload &&
	typeof payload.id === 'string';

/** What `publish` writes for it. */
const isPublication = (payload: unknown): payload is Parameters<typeof publishAsked>[1] =>
	isNamed(payload) && 'role' in payload && 'by' in payload;
