import { createHash } from 'node:crypto';
import { error, redirect } from '@sveltejs/kit';
import { limits } from '#domain/elsewhere/import.ts';
import { read } from '#domain/elsewhere/read.server.ts';
import { receive } from '#domain/elsewhere/receive.server.ts';
import { newId } from '#domain/identity.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { formOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { log } from '#platform/log.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../../../refuse.server.ts';
import { found, toDesk } from '../../../found.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { state } = await found(event);
	if (!possibleIn('contribution.enter', state)) toDesk(event);
	return { key: newId() };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		// What is far too big is not even taken in; a form around a file is small.
		const bytes = Number(event.request.headers.get('content-length') ?? 0);
		if (bytes > limits.bytes + 256 * 1024)
			return refuse({ code: 'too_big', bytes, limit: limits.bytes }, { key: newId() }, 413);
		await allow(event.locals, 'import');
		const form = await formOf(event.request);
		const sent = { key: String(form.get('key') ?? '') };
		const file = form.get('file');
		if (!(file instanceof File) || file.size === 0) return refuse({ code: 'nothing' }, sent);
		const content = new Uint8Array(await file.arrayBuffer());
		const digest = createHash('sha256').update(content).digest('hex');
		let isNew = false;
		const body = { fileName: file.name, digest };
		const received = await once(db, { key: sent.key, sender: viewer.id, body }, (tx) => {
			isNew = true;
			return receive(tx, viewer, row.id, file.name);
		});
		if (!received.ok) return refuse(received.obstacle, sent);
		if (isNew) {
			void read(db, received.id, content).catch((cause: unknown) =>
				log.error({ import: received.id, cause }, 'a table of contributions could not be read')
			);
		}
		const base = `/${lang}/${space.slug}/work/consultations/${row.slug}/elsewhere`;
		redirect(303, `${base}/imports/${received.id}`);
	}
};
