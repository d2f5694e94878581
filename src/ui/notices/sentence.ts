/** One line of news: what it says and where it leads. */

import type { Item } from '#domain/notifications/told.server.ts';
import type { Words } from '../words.ts';

type Around = { origin: string; space: string; zone: string };

export function sentenceOf(say: Words, item: Item, { zone }: Pick<Around, 'zone'>): string {
	const { t, moment, date } = say;
	const { kind, own, count, mine } = item;
	const reference = item.reference ?? '';
	const outcome = item.outcome ?? 'other';
	const closes = item.closesAt ? moment(item.closesAt, zone) : '';
	const place = item.unitNumber === null ? t('contribution.place.whole') : `P${item.unitNumber}`;
	switch (kind) {
		case 'response':
			return own
				? t('notices.item.response.own', { count: mine.length, reference, outcome })
				: t('notices.item.response', { count, outcome });
		case 'version':
			if (own && mine.length > 0)
				return t('notices.item.version.own', { count: mine.length, reference });
			return own
				? t('notices.item.version.votes', { count })
				: t('notices.item.version', { count });
		case 'round':
			return own && count > 0
				? t('notices.item.round.votes', { count, closes })
				: t('notices.item.round', { closes });
		case 'reply':
			if (own) return t('notices.item.reply.own', { reference });
			return t('notices.item.remarks', { count, place });
		case 'contribution':
			return t('notices.item.remarks', { count, place });
		case 'grouped':
			return t('notices.item.grouped', { reference });
		case 'opened':
			return t('notices.item.opened', { closes });
		case 'extended':
			return t('notices.item.extended', { closes });
		case 'closing':
			return t('notices.item.closing', { closes });
		case 'closed':
			return item.responseBy
				? t('notices.item.closed.due', { date: date(item.responseBy, zone) })
				: t('notices.item.closed');
		case 'cancelled':
			return t('notices.item.cancelled');
		case 'answered':
			return t('notices.item.answered');
	}
}

/** The page of the contribution, the unit or the consultation it is about. */
export function addressOf(say: Words, item: Item, { origin, space }: Omit<Around, 'zone'>): string {
	const home = `${origin}/${say.lang}/${space}`;
	const base = `${home}/consultations/${item.slug}`;
	if (item.own && item.mine.length > 1) return `${home}/contributions`;
	// What everybody may read of it: all answers, all changes.
	if (!item.own && item.kind === 'response') return `${base}/answers`;
	if (!item.own && item.kind === 'version') return `${base}/versions`;
	if (item.kind === 'answered') return `${base}/answers`;
	const counted = item.kind === 'contribution' || item.kind === 'reply';
	if (counted && !item.own && item.count > 1)
		return item.unitNumber === null ? base : `${base}/P${item.unitNumber}`;
	return item.leads ? `${home}/contributions/${item.leads}` : base;
}
