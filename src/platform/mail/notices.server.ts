/** The mail of notices: what is new, what matters first, and the way out. */

import type { Database } from '#domain/database.server.ts';
import { isLanguage } from '#domain/languages.ts';
import type { Stopped } from '#domain/notifications/notices.ts';
import { toldIn, type Item, type Told } from '#domain/notifications/told.server.ts';
import { addressOf, sentenceOf } from '#ui/notices/sentence.ts';
import { wordsIn, type Words } from '#ui/words.ts';
import type { Draft, Part } from './letter.ts';
import { mostStopped, stopToken } from './stop-link.server.ts';

type Site = { origin: string; secret: string };
export type NoticeDraft = { draft: Draft; stopAddress: string };

/** Null when nothing of it is left to tell: it was stopped or withheld meanwhile. */
export async function noticeDraft(
	db: Database,
	site: Site,
	mail: { id: string; language: string; recipient: string }
): Promise<NoticeDraft | null> {
	const told = await toldIn(db, mail.id);
	if (!told) return null;
	const say = wordsIn(isLanguage(mail.language) ? mail.language : 'en');
	const token = stopToken(
		site.secret,
		{ personId: told.person.id, stopped: stoppedBy(told) },
		mail.recipient
	);
	const stopAddress = `${site.origin}/${say.lang}/unsubscribe/${token}`;
	return { draft: draftOf(say, told, site.origin, stopAddress), stopAddress };
}

/** A digest is stopped as a whole, what came at once by what was followed. */
const stoppedBy = ({ pace, reasons, person }: Told): Stopped[] =>
	pace === 'at_once'
		? reasons.slice(0, mostStopped).map(({ target, targetId }) => ({ target, targetId }))
		: [{ target: pace, targetId: person.id }];

function draftOf(say: Words, told: Told, origin: string, stopAddress: string): Draft {
	const { t, lang } = say;
	const { items, more, pace, person, space } = told;
	const { zone } = space;
	const count = items.length + more;
	const title = items[0]?.title ?? '';
	const only = items.length === 1 && more === 0 ? items[0] : undefined;
	const name = space.names[lang] ?? space.names[space.language] ?? space.slug;
	const digest = pace !== 'at_once';
	const at = { origin, space: space.slug };
	const lines = (some: readonly Item[]): Part => ({
		list: some.map((item) => ({
			says: sentenceOf(say, item, { zone }),
			href: addressOf(say, item, at)
		}))
	});
	const byConsultation = [...Map.groupBy(items, ({ consultationId }) => consultationId).values()];
	const parts: Part[] = digest
		? byConsultation.flatMap((some) => [headOf(say, some[0], zone), lines(some)])
		: [lines(items)];
	const subject = digest
		? t('notices.subject.digest', { pace, space: name, count })
		: only
			? t('notices.subject.one', {
					title,
					says: sentenceOf(say, only, { zone }).replace(/\.$/, '')
				})
			: t('notices.subject.several', { title, count });
	const intro = digest
		? t('notices.intro.digest', { name: person.name, space: name })
		: t('notices.intro', { name: person.name, title });
	const own = told.reasons.every(({ target }) => target === 'own');
	return {
		subject,
		lang,
		parts: [
			{ paragraph: intro },
			...parts,
			...(more > 0 ? [{ paragraph: t('notices.more', { count: more }) }] : [])
		],
		foot: [
			{ paragraph: t(own ? 'notices.why.own' : 'notices.why.followed', { origin }) },
			{ link: stopAddress, says: t('notices.stop', { pace }) },
			{ link: `${origin}/${lang}/account/notices`, says: t('notices.settings') }
		]
	};
}

function headOf({ t, moment }: Words, item: Item | undefined, zone: string): Part {
	const open = item?.closesAt && item.closesAt.getTime() > Date.now();
	return {
		heading: item?.title ?? '',
		note:
			open && item.closesAt ? t('notices.open_until', { moment: moment(item.closesAt, zone) }) : ''
	};
}
