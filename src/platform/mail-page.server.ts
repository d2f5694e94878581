/** The latest mail as the mail page shows it: with its words where nobody is written to but ourselves. */

import { compose, type Letter } from './mail.server.ts';
import type { Fact, Kind } from '#domain/notifications/notify.server.ts';
import type { House } from './house.server.ts';

const shown = 60;

/** The latest mails; their words only when asked for and still kept. */
export async function latestMail({ db, config }: House, withWords: boolean) {
	const rows = await db
		.selectFrom('mail')
		.select(['id', 'recipient', 'language', 'kind', 'createdAt', 'sentAt', 'attempts', 'failure'])
		.select('facts')
		.orderBy('createdAt', 'desc')
		.limit(shown)
		.execute();
	return rows.map(({ facts, kind, failure, ...row }) => {
		const kept = withWords && facts ? (facts as Record<string, Fact>) : null;
		const letter: Letter | null = kept
			? compose(kind as Kind, row.language, kept, config.origin)
			: null;
		return { ...row, kind: kind as Kind, failure: withWords ? failure : failure && '…', letter };
	});
}

/** A text cut where the addresses of this site stand in it, so that they can be links. */
export function withLinks(text: string, origin: string): { text: string; href: string | null }[] {
	const pieces: { text: string; href: string | null }[] = [];
	let rest = text;
	while (rest) {
		const at = rest.indexOf(`${origin}/`);
		if (at < 0) return [...pieces, { text: rest, href: null }];
		if (at > 0) pieces.push({ text: rest.slice(0, at), href: null });
		const address = /^\S+/.exec(rest.slice(at))?.[0] ?? '';
		pieces.push({ text: address, href: address.slice(origin.length) });
		rest = rest.slice(at + address.length);
	}
	return pieces;
}
