/** What the queue can be asked to do, by name. */

import type { TaskList } from 'graphile-worker';
import { close, closeDue, renew } from '#domain/consultation/close.server.ts';
import { endInterrupted } from '#domain/imports/store.server.ts';
import { erase, eraseWaiting } from '#domain/own-data/erase.server.ts';
import { endDue } from '#domain/organisation/leave.server.ts';
import { remind } from '#domain/unsent/remind.server.ts';
import { cleanUp } from './cleanup.server.ts';
import { freeLeftBehind } from './left-behind.server.ts';
import { sendMail } from './mail.server.ts';
import type { House } from './house.server.ts';

export const tasksOf = (house: House): TaskList => ({
	send_mail: async (payload) => {
		if (isNamed(payload)) await sendMail(house, payload.id);
	},
	consultation_opens: async (payload) => {
		if (isNamed(payload)) await renew(house.db, payload.id);
	},
	consultation_closes: async (payload) => {
		if (isNamed(payload)) await close(house.db, payload.id);
	},
	erase: async (payload) => {
		if (isNamed(payload)) await erase(house.db, payload.id);
	},
	minutely: async () => {
		await freeLeftBehind(house.db);
		await closeDue(house.db);
		await endInterrupted(house.db);
		await endDue(house.db);
		await eraseWaiting(house.db);
		await remind(house.db);
		await cleanUp(house.db);
	}
});

const isNamed = (payload: unknown): payload is { id: string } =>
	typeof payload === 'object' &&
	payload !== null &&
	'id' in payload &&
	typeof payload.id === 'string';
