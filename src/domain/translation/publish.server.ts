/** Publishes a language of a text: at once where the text is public, with the announcement where it is still a draft. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Scene } from '../consultation/acting.server.ts';
import { publish as publicAct } from '../consultation/public-act.server.ts';
import { reasonOf, type ReasonFault } from '../consultation/reason.ts';
import type { Database } from '../database.server.ts';
import { lookAgain } from '../version/place-quotes.server.ts';
import { compose, write, type ComposeObstacle, type Composed } from './compose.server.ts';
import { lockedDraft } from './store.server.ts';

export type Publication = {
	lang: string;
	/** The revision that was looked through and is meant. */
	revision: number;
	/** Who translated it, and which text prevails: for everyone to read. */
	note: string;
	noteLang: string;
};

export type PublishObstacle =
	{ code: 'changed_meanwhile' } | { code: 'nothing_new' } | ComposeObstacle | ReasonFault;
const no = (obstacle: PublishObstacle) => ({ ok: false as const, obstacle });

export async function publishLanguage(
	db: Database,
	by: Viewer,
	consultationId: string,
	sent: Publication
) {
	const note = reasonOf(sent.note);
	if (!note.ok) return note;
	const act = 'consultation.publish_language';
	return acting(db, by, act, consultationId, 'shared', async (scene) => {
		const { tx, consultation } = scene;
		const { lang, noteLang } = sent;
		const { revision } = await lockedDraft(tx, consultationId, lang);
		if (revision !== sent.revision) return no({ code: 'changed_meanwhile' });
		const made = await compose(tx, consultation, lang, revision);
		if (!made.ok) return made;
		const { versionId } = consultation;
		const said = { lang, note: note.text, noteLang };
		if (!versionId) return setReady(scene, said, revision);
		const units = await add(scene, versionId, said, made.composed);
		return units === null
			? no({ code: 'nothing_new' })
			: { ok: true as const, units, waits: false };
	});
}

type Said = { lang: string; note: string; noteLang: string };

async function add(
	scene: Scene,
	versionId: string,
	{ lang, note, noteLang }: Said,
	made: Composed
) {
	const { tx, consultation: one, at } = scene;
	const units = await write(tx, { one, versionId, lang, at }, made);
	if (units === null) return null;
	await lookAgain(tx, versionId, lang);
	const act = { kind: 'language' as const, body: note, lang: noteLang, textLang: lang };
	await publicAct(scene, act, 'consultation.language_added', { language: lang, units });
	return units;
}

/** Until it is announced a text has no readers: the language waits for them with it. */
async function setReady({ tx, consultation }: Scene, said: Said, ready: number) {
	await tx
		.updateTable('translationDraft')
		.set({ ready, readyNote: said.note, readyLang: said.noteLang })
		.where('consultationId', '=', consultation.id)
		.where('lang', '=', said.lang)
		.execute();
	return { ok: true as const, units: 0, waits: true };
}

/** The languages that go out with the announcement; or the first that no longer fits the text it was aligned with. */
export async function readyLanguages({ tx, consultation }: Scene) {
	const drafts = await tx
		.selectFrom('translationDraft')
		.select(['lang', 'revision', 'ready', 'readyNote', 'readyLang'])
		.where('consultationId', '=', consultation.id)
		.where('ready', 'is not', null)
		.orderBy('lang')
		.forUpdate()
		.execute();
	const all: { said: Said; made: Composed }[] = [];
	for (const { lang, revision, ready, readyNote, readyLang } of drafts) {
		const made = await compose(tx, consultation, lang, revision);
		if (!made.ok || ready !== revision)
			return {
				ok: false as const,
				obstacle: { code: 'language_not_ready' as const, language: lang }
			};
		const said = { lang, note: readyNote ?? '', noteLang: readyLang ?? lang };
		all.push({ said, made: made.composed });
	}
	return { ok: true as const, all };
}

export type Ready = Extract<Awaited<ReturnType<typeof readyLanguages>>, { ok: true }>['all'];

/** Publishes them beside the version that the announcement made. */
export async function publishReady(scene: Scene, versionId: string, ready: Ready) {
	for (const { said, made } of ready) await add(scene, versionId, said, made);
}
