/** The mail an author gets as soon as what they said is kept. */

import type { Viewer } from '../accounts/viewer.ts';
import type { Transaction } from '../database.server.ts';
import { notify } from '../notifications/notify.server.ts';
import type { Proposal } from '../suggestion/suggestion.ts';
import type { Visibility } from './contribution.ts';

type Kept = {
	consultation: { spaceId: string; title: string; closesAt: Date | null };
	reference: string;
	visibility: Visibility;
	body: string;
	suggested: Pick<Proposal, 'act' | 'words'> | null;
	at: Date;
};

export async function receipt(tx: Transaction, by: Viewer, kept: Kept) {
	const { consultation, reference, body, at } = kept;
	const space = await tx
		.selectFrom('space')
		.select(['slug', 'timeZone'])
		.where('id', '=', consultation.spaceId)
		.executeTakeFirstOrThrow();
	const zone = space.timeZone;
	await notify(tx, {
		recipient: by.email,
		language: by.language,
		kind: 'receipt',
		facts: {
			name: by.name,
			reference,
			title: consultation.title,
			// What is suggested stands before its reason.
			body: kept.suggested?.words ? `${kept.suggested.words}\n\n${body}` : body,
			visibility: kept.visibility,
			at: { at: at.toISOString(), zone },
			closes: { at: (consultation.closesAt ?? at).toISOString(), zone },
			path: `/${by.language}/${space.slug}/contributions/${reference}`
		}
	});
}
