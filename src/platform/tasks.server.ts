/** What the queue can be asked to do, by name. */

import type { TaskList } from 'graphile-worker';
import { cleanUp } from './cleanup.server.ts';
import { sendMail } from './mail.server.ts';
import type { House } from './house.server.ts';

export const tasksOf = (house: House): TaskList => ({
	send_mail: async (payload) => {
		if (isMail(payload)) await sendMail(house, payload.id);
	},
	minutely: () => cleanUp(house.db)
});

const isMail = (payload: unknown): payload is { id: string } =>
	typeof payload === 'object' &&
	payload !== null &&
	'id' in payload &&
	typeof payload.id === 'string';
