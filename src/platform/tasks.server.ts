/** What the queue can be asked to do, by name. */

import type { TaskList } from 'graphile-worker';
import type { House } from './house.server.ts';

export const tasksOf = (house: House): TaskList => ({
	minutely: async () => {
		void house;
	}
});
