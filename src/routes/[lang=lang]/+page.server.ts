import { all } from '#domain/space/store.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ spaces: await all(locals.db) });
