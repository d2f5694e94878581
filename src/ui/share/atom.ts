/** The latest remarks as an Atom feed (RFC 4287): each under its permanent address, in its own language. */

import { Feed } from 'feed';
import type { Latest } from '#domain/contribution/latest.server.ts';
import { directionOf } from '#domain/languages.ts';
import { authorOf } from '#ui/contribution/author.ts';
import type { Words } from '#ui/words.ts';

export type Around = {
	origin: string;
	/** The feed's own address and that of the page it is about. */
	address: string;
	page: string;
	title: string;
	/** When nothing was said yet: the moment it could first be said. */
	begun: Date;
	/** What a unit is called: `P9`, or the words of a heading. */
	placeOf: (unitId: string | null) => string;
};

export function atom(say: Words, remarks: readonly Latest[], around: Around): string {
	const moved = remarks.map(({ receivedAt, editedAt }) => (editedAt ?? receivedAt).getTime());
	const feed = new Feed({
		id: around.address,
		title: plain(around.title),
		link: around.page,
		feed: around.address,
		updated: new Date(Math.max(around.begun.getTime(), ...moved)),
		generator: 'Folkmoot'
	});
	for (const one of remarks) {
		const address = `${around.origin}/c/${one.reference}`;
		const place = around.placeOf(one.unitId);
		feed.addItem({
			id: address,
			link: address,
			title: escaped(titleOf(say, one, place)),
			author: [{ name: plain(speakerOf(say, one)) }],
			date: one.editedAt ?? one.receivedAt,
			published: one.receivedAt,
			content: contentOf(say, one)
		});
	}
	// The one thing the library has no word for.
	return feed.atom1().replace('<feed ', `<feed xml:lang="${say.lang}" `);
}

function speakerOf(say: Words, { authorName, channel, organisation, guest }: Latest): string {
	const author = authorOf(say, authorName, channel);
	if (guest) return say.t('share.feed.unverified', { author });
	return organisation ? say.t('share.feed.for', { author, organisation }) : author;
}

const titleOf = (say: Words, one: Latest, place: string) =>
	say.t(one.kind === 'suggestion' ? 'share.feed.suggests' : 'share.feed.says', {
		author: speakerOf(say, one),
		place
	});

function contentOf(say: Words, one: Latest): string {
	const suggested =
		one.act === 'remove'
			? `<p>${escaped(say.t('share.feed.removal'))}</p>`
			: one.act && one.words !== null
				? `<p>${escaped(say.t(one.act === 'add' ? 'share.feed.addition' : 'share.feed.wording'))}</p>` +
					`<blockquote>${paragraphs(one.words, one.wordsLang ?? one.lang)}</blockquote>`
				: '';
	return suggested + paragraphs(one.body, one.lang);
}

const paragraphs = (text: string, lang: string) =>
	text
		.split(/\n+/)
		.filter((line) => line.trim())
		.map((line) => `<p lang="${escaped(lang)}" dir="${directionOf(lang)}">${escaped(line)}</p>`)
		.join('');

/** Characters XML has no place for. */
export const plain = (text: string) =>
	text.toWellFormed().replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, ' ');

/** As text in HTML, which titles and contents of a feed are. */
export const escaped = (text: string) =>
	plain(text)
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;');
