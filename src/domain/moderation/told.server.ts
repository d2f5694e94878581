/** Whom a decision concerns is told: the author how to appeal, the reporters what came of it. */

import type { Locked } from '../contribution/store.server.ts';
import type { Transaction } from '../database.server.ts';
import { isLanguage } from '../languages.ts';
import { notify } from '../notifications/notify.server.ts';
import { restricts, type Act } from './moderation.ts';
import type { Statement } from './statement.ts';

type Told = { one: Locked; act: Act; statement: Statement; at: Date; until: Date | null };
type Reporter = { id: string; name: string; email: string; language: string };

const kindOf = {
	hold: 'held',
	refuse: 'refused',
	redact: 'redacted',
	restore: 'restored'
} as const;

/** The whole statement of reasons, with the way to appeal; a contribution let be needs none. */
export async function tellAuthor(tx: Transaction, { one, act, statement, at, until }: Told) {
	if (act === 'dismiss') return;
	const { space, title, author } = await facts(tx, one);
	if (!author) return;
	const zone = space.timeZone;
	await notify(tx, {
		recipient: author.email,
		language: author.language,
		kind: kindOf[act],
		facts: {
			name: author.name,
			reference: one.reference,
			title,
			rule: { word: `rules.${statement.rule}.title` },
			facts: statement.facts,
			at: { at: at.toISOString(), zone },
			...(restricts(act) ? groundsOf(statement) : {}),
			...(until ? { until: { at: until.toISOString(), zone } } : {}),
			path: `/${author.language}/${space.slug}/contributions/${one.reference}`
		}
	});
}

/** What a sentence chooses by; nothing said is `none`. */
const groundsOf = ({ law, foundBy, automated, requestedBy }: Statement) => ({
	law: law ?? 'none',
	found: foundBy,
	automated: automated ? 'yes' : 'no',
	asked: requestedBy ?? 'none'
});

export type Came = 'upheld' | 'restored' | 'gone' | 'moot';
type Judged = { one: Locked; came: Came; reasons: string; at: Date };

/** Whoever appealed is told what came of it, and why. */
export async function tellAppellant(tx: Transaction, { one, came, reasons, at }: Judged) {
	const { space, title, author } = await facts(tx, one);
	if (!author) return;
	await notify(tx, {
		recipient: author.email,
		language: author.language,
		kind: 'appeal_decided',
		facts: {
			name: author.name,
			reference: one.reference,
			title,
			came,
			reasons,
			at: { at: at.toISOString(), zone: space.timeZone },
			path: `/${author.language}/${space.slug}/contributions/${one.reference}`
		}
	});
}

export async function tellReporters(tx: Transaction, told: Told, reporters: readonly Reporter[]) {
	if (reporters.length === 0) return;
	const { space, title } = await facts(tx, told.one);
	for (const reporter of reporters) {
		await notify(tx, {
			recipient: reporter.email,
			language: reporter.language,
			kind: 'report_settled',
			facts: {
				name: reporter.name,
				reference: told.one.reference,
				title,
				outcome: told.act,
				rule: { word: `rules.${told.statement.rule}.title` },
				facts: told.statement.facts,
				path: `/${reporter.language}/${space.slug}/contributions/${told.one.reference}`
			}
		});
	}
}

async function facts(tx: Transaction, one: Locked) {
	const space = await tx
		.selectFrom('space')
		.innerJoin('consultation', 'consultation.spaceId', 'space.id')
		.select(['space.slug', 'space.timeZone', 'consultation.title'])
		.where('consultation.id', '=', one.consultationId)
		.executeTakeFirstOrThrow();
	return { space, title: space.title, author: await authorOf(tx, one) };
}

/** Who said it; of what was received elsewhere, the address that was left for telling what became of it. */
async function authorOf(tx: Transaction, { id, personId, authorName, lang }: Locked) {
	if (personId)
		return tx
			.selectFrom('person')
			.select(['name', 'email', 'language'])
			.where('id', '=', personId)
			.executeTakeFirst();
	const left = await tx
		.selectFrom('receivedElsewhere')
		.select('contact')
		.where('contributionId', '=', id)
		.executeTakeFirst();
	return left?.contact
		? { name: authorName, email: left.contact, language: isLanguage(lang) ? lang : 'en' }
		: undefined;
}
