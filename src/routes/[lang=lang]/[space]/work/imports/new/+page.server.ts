import { createHash } from 'node:crypto';
import { error, redirect } from '@sveltejs/kit';
import { roleFor } from '#domain/consultation/acting.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import { now } from '#domain/clock.server.ts';
import { bySlugForStaff } from '#domain/consultation/desk.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { base } from '#domain/translation/content.ts';
import { isTongue, tongues } from '#domain/contribution/languages.ts';
import { newId } from '#domain/identity.ts';
import { formatOfPasted } from '#domain/imports/pasted.ts';
import { read } from '#domain/imports/read.server.ts';
import { receive } from '#domain/imports/receive.server.ts';
import { limits, type Source } from '#domain/text/split/outcome.ts';
import { wordsIn } from '#ui/words.ts';
import { formOf, textOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { log } from '#platform/log.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../refuse.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A document becomes a new draft, or the text of the draft that the address names. */
export const load: PageServerLoad = async (event) => {
	const target = await targetOf(event);
	const translation = target && tongueOf(event, target);
	return {
		target: target && { slug: target.slug, title: target.title },
		translation,
		tongues,
		key: newId()
	};
};

async function targetOf({ locals: { db, space }, url }: Pick<RequestEvent, 'locals' | 'url'>) {
	const slug = url.searchParams.get('consultation');
	if (!slug) return null;
	const found = await bySlugForStaff(db, space.id, slug);
	if (!found) error(404);
	const act = tongueOf({ url }, found) ? 'consultation.translate' : 'consultation.draft';
	if (!possibleIn(act, stateOf(found, await now(db)))) error(404);
	return found;
}

/** The language the document is to be in, where it is to lie beside the text of a consultation. */
function tongueOf({ url }: Pick<RequestEvent, 'url'>, { language }: { language: string }) {
	const tongue = url.searchParams.get('language');
	if (!tongue) return null;
	if (!isTongue(tongue) || base(tongue) === base(language)) error(404);
	return tongue;
}

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		// What is far too big is not even taken in; a form around a file is small.
		const bytes = Number(event.request.headers.get('content-length') ?? 0);
		if (bytes > limits.bytes + 256 * 1024) {
			const nothing = { text: '', language: '', key: newId() };
			return refuse({ code: 'too_big', bytes, limit: limits.bytes }, nothing, 413);
		}
		await allow(event.locals, 'import');
		const form = await formOf(event.request);
		const sent = {
			text: textOf(String(form.get('text') ?? '')),
			language: String(form.get('language') ?? ''),
			key: String(form.get('key') ?? '')
		};
		const file = form.get('file');
		const target = await targetOf(event);
		const translation = target && tongueOf(event, target);
		const language = translation ?? sent.language;
		const source = await sourceOf(file instanceof File ? file : null, { ...sent, language });
		if ('obstacle' in source) return refuse({ code: source.obstacle }, sent);

		const fileName = source.fileName ?? wordsIn(lang).t('imports.pasted');
		const body = {
			fileName,
			language,
			translation,
			target: target?.id ?? '',
			content: digest(source)
		};
		let isNew = false;
		const received = await once(db, { key: sent.key, sender: viewer.id, body }, (tx) => {
			isNew = true;
			return receive(tx, viewer, {
				spaceId: space.id,
				consultationId: target?.id ?? null,
				lang: translation,
				fileName
			});
		});
		if (!received.ok) return refuse(received.obstacle, sent);

		const role = roleFor(viewer, 'import.send', space.id) ?? 'PUBLIC';
		if (isNew) {
			void read(db, received.id, { personId: viewer.id, role }, source).catch((cause: unknown) =>
				log.error({ import: received.id, cause }, 'import failed')
			);
		}
		redirect(303, `/${lang}/${space.slug}/work/imports/${received.id}`);
	}
};

type Sent = { text: string; language: string };

async function sourceOf(
	file: File | null,
	{ text, language }: Sent
): Promise<Source | { obstacle: string }> {
	const chosen = file && (file.size > 0 || file.name !== '') ? file : null;
	const pasted = text.trim() !== '';
	if (chosen && pasted) return { obstacle: 'both' };
	const tongue = isTongue(language) ? { language } : {};
	if (chosen) {
		const content = new Uint8Array(await chosen.arrayBuffer());
		return { content, fileName: chosen.name, ...tongue };
	}
	return pasted
		? { content: text, format: formatOfPasted(text), ...tongue }
		: { obstacle: 'nothing' };
}

const digest = ({ content }: Source) => createHash('sha256').update(content).digest('hex');
