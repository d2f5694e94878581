/** One built server with the example for all journeys; its address and what it printed are in the environment. */

import { startServer } from './server.ts';

export async function setup() {
	const server = await startServer();
	process.env.FOLKMOOT_JOURNEYS_ORIGIN = server.origin;
	process.env.FOLKMOOT_JOURNEYS_OUTPUT = server.output();
	process.env.FOLKMOOT_JOURNEYS_DATA = server.data;
	return () => server.stop();
}
