import { error, redirect } from '@sveltejs/kit';
import { isId, newId } from '#domain/identity.ts';
import { differenceOf } from '#domain/suggestion/difference.ts';
import { draftOf } from '#domain/version/draft.server.ts';
import { revise } from '#domain/version/revise.server.ts';
import { reasonsSent, suggestionNamed } from '#domain/version/sent.server.ts';
import { addedKinds, unitFrom } from '#domain/version/words.ts';
import type { Level } from '#domain/text/unit.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../../refuse.server.ts';
import { found } from '../../found.server.ts';
import { tonguesFor, tongueSent } from '../../tongues.server.ts';
import { drafted, headingOf, over, placeOf, unitHref } from '../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = Parameters<typeof drafted>[0] & { url: URL };

/** Behind which unit it goes; the first place of all without one. */
const afterIn = ({ url }: Event) => {
	const after = url.searchParams.get('after');
	return after !== null && isId(after) ? after : null;
};

/** The form for a unit that is new, with the words somebody suggested where they are taken up. */
export const load: PageServerLoad = async (event) => {
	const { db, viewer, space, lang } = event.locals;
	if (!viewer) error(401);
	const here = await drafted(event);
	if (!here) return { over: true as const };
	const { next, row, list } = here;
	const after = afterIn(event);
	const { at, number } = placeOf(next, after ?? '', row.firstNumber);
	if (after && at < 0) redirect(303, list);
	const spot = { consultationId: row.id, spaceId: row.spaceId };
	const asked = event.url.searchParams.get('from');
	const taken = asked ? await suggestionNamed(db, viewer, spot, asked) : undefined;
	return {
		over: false as const,
		revision: next.revision,
		back: after ? unitHref(list, at, after) : `${list}#draft`,
		...{ at, number, after },
		heading: headingOf(next.draft.entries[at]?.unit ?? null),
		words: taken?.words ?? '',
		from: taken?.reference ?? null,
		kinds: addedKinds,
		...tonguesFor(space, lang, row.language),
		textLang: next.draft.entries[Math.max(0, at)]?.unit.lang ?? row.language,
		key: newId()
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { db, viewer, space } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { key = '', ...sent } = await fieldsOf(event.request);
		await allow(event.locals, 'staff', sent.words);
		const handed = { ...sent, key };
		const kind = addedKinds.find((one) => one === sent.kind) ?? 'paragraph';
		const level = (Number(sent.level) || 2) as Level;
		const made = unitFrom(kind, sent.words ?? '', sent.textLang ?? '', level);
		if (!made.ok) return refuse({ ...made.obstacle }, handed);
		if ('preview' in sent) {
			const preview = differenceOf(null, made.unit.body, made.unit.lang);
			return { preview, sent: handed, obstacle: null };
		}
		const here = await drafted(event);
		if (!here) return refuse(over, handed, 409);
		const spot = { consultationId: row.id, spaceId: row.spaceId };
		const taken = sent.from ? await suggestionNamed(db, viewer, spot, sent.from) : undefined;
		const how = taken?.words === sent.words ? ('accepted' as const) : ('adapted' as const);
		const typed = {
			note: sent.note ?? '',
			noteLang: tongueSent(space, sent.noteLang, row.language),
			named: sent.named ?? ''
		};
		const credit = taken ? { taken: { reference: taken.reference, how } } : {};
		const read = await reasonsSent(db, viewer, spot, typed, credit);
		if (!read.ok) return refuse({ ...read.obstacle }, handed);
		const { reasons } = read;
		const operation = {
			...{ op: 'add' as const, id: newId(), after: afterIn(event), to: made.unit, reasons }
		};
		const seen = /^\d{1,7}$/.test(sent.revision ?? '') ? Number(sent.revision) : 0;
		const done = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			revise(tx, viewer, row.id, { seen, operation })
		);
		if (!done.ok) return refuse(done.obstacle, handed);
		const next = await draftOf(db, row.id);
		const unit = done.unit ?? '';
		const at = next ? placeOf(next, unit, row.firstNumber).at : 0;
		redirect(303, unitHref(here.list, at, unit));
	}
};
