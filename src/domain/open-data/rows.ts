/** From what is kept to what is taken away: one function per table, in the order of its columns. */

import { anchorOf } from '#domain/consultation/unit-names.ts';
import { isLanguage } from '#domain/languages.ts';
import { levelOfAgreement, noCounts, sum, values } from '#domain/voting/vote.ts';
import type { Counts, VoterKind } from '#domain/voting/vote.ts';
import type { Row } from './csv.ts';
import type { ContributionRow, Found, TallyRow, TextRow, UnitRow } from './store.server.ts';

/** What a row needs to name its consultation and the addresses on it. */
export type Source = { origin: string; consultation: Found };

export const unitRow = (source: Source, unit: UnitRow): Row => [
	source.consultation.slug,
	unit.version,
	unit.unitId,
	unit.number,
	unit.position,
	unit.kind,
	unit.level,
	unit.lang,
	unit.plain,
	unit.hash,
	unit.contributions ?? 0,
	unitAddress(source, unit)
];

/** A unit's words in one language. */
export const textRow = (source: Source, text: TextRow): Row => [
	source.consultation.slug,
	text.version,
	text.unitId,
	text.number,
	text.position,
	text.lang,
	text.original,
	text.plain,
	text.hash,
	unitAddress(source, text)
];

/** Held, refused and withdrawn ones keep their place and counts; what they said and who said it goes. */
export function contributionRow({ origin, consultation }: Source, said: ContributionRow): Row {
	const shown = said.state === 'published';
	return [
		said.reference,
		consultation.slug,
		said.place,
		said.number,
		said.unitId,
		said.version,
		said.parentVisibility === 'public' ? said.parentReference : null,
		said.kind,
		said.lang,
		shown ? said.body : null,
		said.suggests,
		shown ? said.suggestedText : null,
		said.basedOn,
		...wordsOf(said, shown),
		shown ? said.authorName : null,
		shown ? said.organisation : null,
		said.organisationId ? 'organisation' : said.guest ? 'unverified' : 'individual',
		said.receivedAt,
		said.editedAt,
		said.state,
		said.redacted,
		said.supportPeople,
		said.supportOrganisations,
		said.supportGuests,
		said.signatureCount,
		shown ? said.signedBy : null,
		said.replyCount,
		`${origin}/c/${said.reference}`
	];
}

/** The words it is about with their place; they go with what was said about them. */
const wordsOf = (said: ContributionRow, shown: boolean) =>
	[said.exact, said.prefix, said.suffix, said.startAt, said.endAt, said.quoteLang].map((fact) =>
		shown ? fact : null
	);

/** The rows of a unit, one per kind of voter, as one; the level is of verified votes alone. */
export function tallyRow(source: Source, kinds: readonly TallyRow[]): Row {
	const [first] = kinds;
	if (!first) throw new Error('A unit has no tally.');
	const of = (kind: VoterKind) => kinds.find((row) => row.voterKind === kind) ?? noCounts();
	const [people, organisations, guests] = [of('person'), of('organisation'), of('guest')];
	return [
		source.consultation.slug,
		first.version,
		first.number,
		first.unitId,
		...votes(people),
		...votes(organisations),
		...votes(guests),
		shareOf(people, organisations),
		unitAddress(source, first)
	];
}

const votes = (counts: Counts) => values.map((value) => counts[value]);

function shareOf(people: Counts, organisations: Counts): number | null {
	const level = levelOfAgreement(sum(people, organisations));
	return level === null ? null : Math.round(level * 10_000) / 10_000;
}

function unitAddress({ origin, consultation }: Source, unit: Parameters<typeof anchorOf>[0]) {
	const { space, slug, language } = consultation;
	const lang = isLanguage(language) ? language : 'en';
	return `${origin}/${lang}/${space}/consultations/${slug}#${anchorOf(unit)}`;
}
