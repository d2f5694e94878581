import { underWay } from '#domain/imports/store.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, space } }) => ({
	imports: await underWay(db, space.id)
});
