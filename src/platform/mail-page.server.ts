/** The latest mail as the mail page shows it: with its words where nobody is written to but ourselves. */

import { letterOf } from './mail.server.ts';
import type { Kind } from '#domain/notifications/notify.server.ts';
import type { House } from './house.server.ts';

const shown = 60;

/** The latest mails; their words only when asked for and still kept. */
export async function latestMail({ db, config }: House, withWords: boolean) {
	const rows = await db
		.selectFrom('mail')
		.select(['id', 'recipient', 'language', 'kind', 'createdAt', 'sentAt', 'attempts', 'failure'])
		.select('givenUpAt')
		.select('facts')
		.orderBy('createdAt', 'desc')
		.limit(shown)
		.execute();
	return Promise.all(
		rows.map(async ({ facts, kind, failure, ...row }) => {
			const mail = { ...row, kind, facts };
			const ready = withWords && facts ? await letterOf(db, config, mail) : null;
			// What a mail server said may name whom it was for; why nothing was sent is ours to say.
			const own = ['stopped', 'nothing left', 'no address'].includes(failure ?? '');
			return {
				...row,
				kind: kind as Kind,
				failure:
					withWords || own ? failure : failure && (/\b[245]\d\d\b/.exec(failure)?.[0] ?? '…'),
				letter: ready?.letter ?? null
			};
		})
	);
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
