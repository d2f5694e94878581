/** Says what a consultation is about and when it runs: freely as a draft, as a public act once announced, never once open. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { acting, type Scene } from './acting.server.ts';
import {
	changed,
	faults,
	seenAs,
	tidied,
	type Details,
	type Fault,
	type Field
} from './details.ts';
import { publish } from './public-act.server.ts';
import { reasonOf, type ReasonFault } from './reason.ts';
import { schedule } from './schedule.server.ts';

export type DetailsSent = {
	details: Details;
	/** What the form was made from, by `seenAs`. */
	seen: string;
	/** Needed once announced: what changes and why, for everyone to read. */
	reason: string;
	lang: string;
};

export type DetailsObstacle =
	| { code: 'invalid'; faults: Fault[] }
	| { code: 'changed_meanwhile' }
	| { code: 'slug_taken' }
	| { code: 'fixed'; fields: Field[] }
	| { code: 'opens_in_the_past' }
	| ReasonFault;

const no = (obstacle: DetailsObstacle) => ({ ok: false as const, obstacle });

/** What an announcement promised: it may change before opening, but not fall away. */
const promised: readonly Field[] = [
	'description',
	'feedsInto',
	'responsible',
	'contact',
	'opensAt',
	'closesAt',
	'responseBy'
];

export async function setDetails(
	db: Database,
	by: Viewer,
	consultationId: string,
	sent: DetailsSent
) {
	const details = tidied(sent.details);
	const found = faults(details);
	if (found.length) return no({ code: 'invalid', faults: found });
	return acting(db, by, 'consultation.set_details', consultationId, 'alone', async (scene) => {
		const before = detailsOf(scene.consultation);
		const fields = changed(before, details);
		if (!fields.length) return { ok: true as const, slug: before.slug };
		if (seenAs(before) !== sent.seen) return no({ code: 'changed_meanwhile' });
		if (fields.includes('slug') && (await slugIsTaken(scene, details.slug))) {
			return no({ code: 'slug_taken' });
		}
		return scene.state === 'DRAFT'
			? draft(scene, details, fields)
			: announced(scene, details, fields, sent);
	});
}

async function draft(scene: Scene, details: Details, fields: Field[]) {
	const { tx, consultation, at, role, personId } = scene;
	await keep(scene, details);
	const { spaceId, id } = consultation;
	const about: [string, string] = ['consultation', id];
	const type = 'consultation.drafted';
	await record(tx, { spaceId, type, about, role, personId, at, payload: { fields } });
	return { ok: true as const, slug: details.slug };
}

async function announced(scene: Scene, details: Details, fields: Field[], sent: DetailsSent) {
	const fixed = fields.filter((field) => field === 'slug' || field === 'language');
	if (fixed.length) return no({ code: 'fixed', fields: fixed });
	const gone = promised.filter((field) => !details[field]);
	if (gone.length) {
		return no({ code: 'invalid', faults: gone.map((field) => ({ code: 'missing', field })) });
	}
	if (details.opensAt && details.opensAt <= scene.at) return no({ code: 'opens_in_the_past' });
	const reason = reasonOf(sent.reason);
	if (!reason.ok) return reason;

	await keep(scene, details);
	await schedule(scene.tx, { ...details, id: scene.consultation.id });
	const act = { kind: 'rule_change' as const, body: reason.text, lang: sent.lang };
	await publish(scene, act, 'consultation.changed', { fields });
	return { ok: true as const, slug: details.slug };
}

const keep = ({ tx, consultation }: Scene, details: Details) =>
	tx.updateTable('consultation').set(details).where('id', '=', consultation.id).execute();

/** Whoever sets an address waits for others who do, so that two cannot take one. */
async function slugIsTaken({ tx, consultation }: Scene, slug: string) {
	await tx
		.selectFrom('space')
		.select('id')
		.where('id', '=', consultation.spaceId)
		.forNoKeyUpdate()
		.execute();
	const other = await tx
		.selectFrom('consultation')
		.select('id')
		.where('spaceId', '=', consultation.spaceId)
		.where('slug', '=', slug)
		.executeTakeFirst();
	return other !== undefined;
}

/** The details in a consultation's row. */
export function detailsOf(row: Details): Details {
	return {
		slug: row.slug,
		language: row.language,
		title: row.title,
		subtitle: row.subtitle,
		description: row.description,
		feedsInto: row.feedsInto,
		responsible: row.responsible,
		contact: row.contact,
		otherChannels: row.otherChannels,
		furtherInfo: row.furtherInfo,
		opensAt: row.opensAt,
		closesAt: row.closesAt,
		responseBy: row.responseBy
	};
}
