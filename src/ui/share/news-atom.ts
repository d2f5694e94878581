/** News of a consultation or a space as an Atom feed: what opened, closed, was answered and rewritten. */

import { Feed } from 'feed';
import type { Item } from '#domain/notifications/told.server.ts';
import { addressOf, sentenceOf } from '../notices/sentence.ts';
import type { Words } from '../words.ts';
import { escaped, plain } from './atom.ts';

type Around = {
	origin: string;
	space: string;
	zone: string;
	/** The feed's own address and that of the page it is about. */
	address: string;
	page: string;
	title: string;
	author: string;
	begun: Date;
};

export function newsAtom(say: Words, news: readonly (Item & { id: string })[], around: Around) {
	const feed = new Feed({
		id: around.address,
		title: plain(around.title),
		link: around.page,
		feed: around.address,
		author: { name: plain(around.author) },
		updated: new Date(Math.max(around.begun.getTime(), ...news.map(({ at }) => at.getTime()))),
		generator: 'Folkmoot'
	});
	for (const one of news) {
		const says = sentenceOf(say, one, around);
		feed.addItem({
			// Told again in other words it is still the same: its id is its own.
			id: `${around.origin}/${around.space}/news/${one.id}`,
			link: addressOf(say, one, around),
			title: escaped(`${one.title}: ${says}`),
			date: one.at,
			published: one.at,
			content: `<p>${escaped(says)}</p>`
		});
	}
	return feed.atom1().replace('<feed ', `<feed xml:lang="${say.lang}" `);
}
