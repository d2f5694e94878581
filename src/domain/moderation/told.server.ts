/** Whom a decision concerns is told: the author how to appeal, the reporters what came of it. */

import type { Locked } from '../contribution/store.server.ts';
import type { Transaction } from '../database.server.ts';
import { notify } from '../notifications/notify.server.ts';
import type { Act } from './moderation.ts';
import type { Decision } from './store.server.ts';

type Told = { one: Locked; act: Act; ground: Pick<Decision, 'rule' | 'facts'>; at: Date };
type Reporter = { id: string; name: string; email: string; language: string };

const kindOf = { refuse: 'refused', redact: 'redacted', restore: 'restored' } as const;

export async function tellAuthor(tx: Transaction, { one, act, ground, at }: Told) {
	if (act === 'dismiss' || !one.personId) return;
	const { space, title, author } = await facts(tx, one);
	if (!author) return;
	await notify(tx, {
		recipient: author.email,
		language: author.language,
		kind: kindOf[act],
		facts: {
			name: author.name,
			reference: one.reference,
			title,
			rule: { word: `rules.${ground.rule}.title` },
			facts: ground.facts,
			at: { at: at.toISOString(), zone: space.timeZone },
			appeal: space.contact,
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
				rule: { word: `rules.${told.ground.rule}.title` },
				facts: told.ground.facts,
				path: `/${reporter.language}/${space.slug}/contributions/${told.one.reference}`
			}
		});
	}
}

async function facts(tx: Transaction, one: Locked) {
	const space = await tx
		.selectFrom('space')
		.innerJoin('consultation', 'consultation.spaceId', 'space.id')
		.select(['space.slug', 'space.timeZone', 'space.contact', 'consultation.title'])
		.where('consultation.id', '=', one.consultationId)
		.executeTakeFirstOrThrow();
	const author = one.personId
		? await tx
				.selectFrom('person')
				.select(['name', 'email', 'language'])
				.where('id', '=', one.personId)
				.executeTakeFirst()
		: undefined;
	return { space, title: space.title, author };
}
