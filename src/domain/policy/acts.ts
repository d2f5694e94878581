/** Who may do what, and while a consultation is in which state: one table, as data that can be printed. */

import { standingsOf, type Standing, type Viewer } from '../accounts/viewer.ts';
import type { State } from '../consultation/consultation.ts';

export type Rule = {
	/** Any one of these standings is enough. */
	by: readonly Standing[];
	/** The states of the consultation in which the act is possible; all when absent. */
	in?: readonly State[];
	/** The named row condition checked where the row is read (see conditions below). */
	if?: Condition;
	/** Asked again who is there when that was last shown more than ten minutes ago. */
	fresh?: true;
};

/** Conditions on rows, each checked by the query or verb that has the row at hand. */
export const conditions = {
	own: 'the contribution, session or act is the viewer’s own',
	visible:
		'the viewer may see the row: public, own, or private and the viewer is of the secretariat',
	representative: 'the viewer speaks for the organisation just now',
	first_representative:
		'the viewer is the organisation’s first representative (or, to manage it, of the secretariat)',
	another: 'somebody else took the act it is about',
	token: 'the request carries the one-time token'
} as const;
export type Condition = keyof typeof conditions;

const staff = ['SECRETARIAT', 'MSF_CHAIR'] as const;
const moderators = ['MODERATOR', 'SECRETARIAT'] as const;
/** While a consultation can be answered: as soon as something is said, and for as long as it is not archived. */
const answerable: readonly State[] = ['OPEN', 'CLOSED', 'ANSWERED'];
const shown: readonly State[] = [
	'ANNOUNCED',
	'OPEN',
	'CLOSED',
	'ANSWERED',
	'ARCHIVED',
	'CANCELLED'
];

export const acts = {
	'site.read': { by: ['PUBLIC'] },
	'site.set_up': { by: ['PUBLIC'], if: 'token' },
	'mail.read': { by: ['PUBLIC', 'STEWARD'] },
	'account.sign_in': { by: ['PUBLIC'] },
	'account.sign_out': { by: ['PARTICIPANT', 'PUBLIC'] },
	'account.read': { by: ['PARTICIPANT'], if: 'own' },
	'account.change': { by: ['PARTICIPANT'], if: 'own' },
	'account.confirm': { by: ['PARTICIPANT', 'PARTIAL'], if: 'own' },
	'account.change_keys': { by: ['PARTICIPANT'], if: 'own', fresh: true },
	'account.ask_address': { by: ['PARTICIPANT'], if: 'own', fresh: true },
	'account.change_address': { by: ['PUBLIC'], if: 'token' },
	'account.take_away': { by: ['PARTICIPANT'], if: 'own', fresh: true },
	'account.delete': { by: ['PARTICIPANT'], if: 'own', fresh: true },
	'pending.confirm': { by: ['PUBLIC'], if: 'token' },
	'role.read': { by: ['SECRETARIAT', 'STEWARD'] },
	'role.grant': { by: ['SECRETARIAT', 'STEWARD'], fresh: true },
	'person.read_suspended': { by: ['STEWARD'] },
	'person.suspend': { by: ['STEWARD'], fresh: true },
	'organisation.read': { by: ['PUBLIC'] },
	'organisation.request': { by: ['PARTICIPANT'] },
	'organisation.verify': { by: ['SECRETARIAT'] },
	'organisation.invite': { by: ['PARTICIPANT'], if: 'first_representative' },
	'organisation.manage': { by: ['PARTICIPANT', 'SECRETARIAT'], if: 'first_representative' },
	'organisation.join': { by: ['PARTICIPANT'], if: 'token' },
	'organisation.leave': { by: ['PARTICIPANT'], if: 'representative' },
	'consultation.read': { by: ['PUBLIC'], in: shown },
	'consultation.preview': { by: staff },
	'consultation.draft': { by: staff, in: ['DRAFT'] },
	'consultation.set_details': { by: staff, in: ['DRAFT', 'ANNOUNCED'] },
	'consultation.announce': { by: staff, in: ['DRAFT'] },
	'consultation.extend': { by: staff, in: ['ANNOUNCED', 'OPEN'] },
	'consultation.correct': { by: staff, in: shown },
	'consultation.change_rule': { by: staff, in: ['ANNOUNCED', 'OPEN'], fresh: true },
	'consultation.cancel': {
		by: staff,
		in: ['DRAFT', 'ANNOUNCED', 'OPEN', 'CLOSED'],
		fresh: true
	},
	'consultation.translate': {
		by: staff,
		in: ['DRAFT', 'ANNOUNCED', 'OPEN', 'CLOSED', 'ANSWERED']
	},
	'consultation.publish_language': {
		by: staff,
		in: ['DRAFT', 'ANNOUNCED', 'OPEN', 'CLOSED', 'ANSWERED']
	},
	'consultation.work': { by: [...staff, 'MODERATOR'] },
	'import.send': { by: staff },
	'import.read': { by: staff },
	'vote.cast': { by: ['PUBLIC'], in: ['OPEN'] },
	'remark.send': { by: ['PUBLIC'], in: ['OPEN'] },
	'unsent.keep': { by: ['PARTICIPANT'], if: 'own' },
	'remark.read': { by: ['PUBLIC'], if: 'visible' },
	'remark.edit': { by: ['PARTICIPANT'], in: ['OPEN'], if: 'own' },
	'remark.withdraw': { by: ['PARTICIPANT'], in: ['OPEN'], if: 'own' },
	'remark.support': { by: ['PUBLIC'], in: ['OPEN'] },
	'statement.read': { by: ['PUBLIC'], if: 'visible' },
	'statement.sign': { by: ['PARTICIPANT'], in: ['OPEN'], if: 'representative' },
	'remark.report': { by: ['PUBLIC'] },
	'remark.moderate': { by: moderators },
	'translation.read': { by: ['PUBLIC'], if: 'visible' },
	'moderation.read': { by: ['PUBLIC'] },
	'appeal.send': { by: ['PARTICIPANT'], if: 'own' },
	'appeal.decide': { by: [...moderators, 'MSF_CHAIR'], if: 'another' },
	'invalidation.read': { by: [...moderators, 'MSF_CHAIR'] },
	'invalidation.ask': { by: moderators, fresh: true },
	'invalidation.approve': { by: [...moderators, 'MSF_CHAIR'], if: 'another', fresh: true },
	'person.mute': { by: ['PARTICIPANT'], if: 'own' },
	'contribution.enter': { by: staff, in: ['OPEN', 'CLOSED'] },
	'contribution.read_entered': { by: staff, if: 'visible' },
	'desk.read': { by: [...staff, 'AGENCY_EDITOR'] },
	'desk.sort': { by: [...staff, 'AGENCY_EDITOR'], in: answerable },
	'desk.assign': { by: staff, in: answerable },
	'theme.keep': { by: staff },
	'response.draft': { by: [...staff, 'AGENCY_EDITOR'], in: answerable },
	'response.publish': { by: staff, in: answerable },
	'response.read': { by: ['PUBLIC'], in: shown },
	'template.keep': { by: staff },
	'consultation.declare_answered': { by: staff, in: ['CLOSED'], fresh: true },
	'version.read': { by: ['PUBLIC'], in: shown },
	'version.draft': { by: staff, in: ['CLOSED', 'ANSWERED'] },
	'version.publish': { by: staff, in: ['CLOSED', 'ANSWERED'] },
	'round.open': { by: staff, in: ['CLOSED', 'ANSWERED'] },
	'follow.change': { by: ['PARTICIPANT'], if: 'own' },
	'notice.stop': { by: ['PUBLIC'], if: 'token' },
	'guest.let_in': { by: moderators },
	'guest.welcome': { by: ['SECRETARIAT'] },
	'export.read': { by: ['PUBLIC'], in: shown }
} as const satisfies Record<string, Rule>;

export type Act = keyof typeof acts;

/** Whether someone's standing in a space lets them do an act, conditions on rows apart. */
export function may(viewer: Viewer | null, act: Act, spaceId: string | null): boolean {
	const rule: Rule = acts[act];
	return standingsOf(viewer, spaceId).some((standing) => rule.by.includes(standing));
}

/** Whether an act is sensitive: whoever does it was shown to be themselves within the last minutes. */
export const asksAgain = (act: Act): boolean => (acts[act] as Rule).fresh === true;

/** Whether the state of a consultation allows an act. */
export const possibleIn = (act: Act, state: State): boolean => {
	const rule: Rule = acts[act];
	return !rule.in || rule.in.includes(state);
};
