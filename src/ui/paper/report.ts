/** The report of answers in its reader's language, as the data its pages are set from. */

import type { Report } from './report-data.ts';
import { nameOf } from '#domain/consultation/unit-names.ts';
import { directionOf } from '#domain/languages.ts';
import type { Decided, Heard } from '#domain/response/heard.server.ts';
import { toAnswer, waitOf, type Meter } from '#domain/response/meter.ts';
import { kinds, parts } from '#domain/response/response.ts';
import { nameIn } from '#domain/theme/theme.ts';
import type { Version } from '#domain/version/store.server.ts';
import type { Words } from '../words.ts';

export type Told = {
	title: string;
	titleLang: string;
	by: string;
	zone: string;
	at: Date;
	/** The consultation's address, with its host. */
	base: string;
	meter: Meter;
	themes: readonly Heard[];
	versions: readonly Version[];
	/** Units the next version will change. */
	next: readonly number[];
	answers: { rows: readonly Decided[]; counts: Record<Decided['kind'], number> };
};

export function reportOf(words: Words, told: Told): Report {
	const { t, lang, number, date } = words;
	return {
		...{ lang, rtl: directionOf(lang) === 'rtl', title: t('heard.report'), about: told.title },
		by: told.by,
		date: t('heard.report.date', { date: date(told.at, told.zone) }),
		address: `${told.base}/answers`,
		meter: meterLines(words, told.meter),
		words: {
			heard: t('heard.heard'),
			changed: t('heard.changed'),
			none: t('heard.decided.none_such')
		},
		columns: [
			...[t('heard.theme'), t('heard.contributions'), t('heard.answered')],
			...kinds.map((kind) => t(`became.state.${kind}`))
		],
		themes: told.themes.map((theme) => {
			const name = nameIn(theme.names, lang);
			const counts = kinds.map((kind) => theme.byKind[kind]);
			const figures = [theme.contributions, theme.answered, ...counts];
			const called = theme.slug ? name : { words: t('heard.theme.none'), lang };
			return { name: called.words, lang: called.lang, figures: figures.map((n) => number(n)) };
		}),
		versions: told.versions
			.filter(({ n }) => n > 1)
			.map((version) => ({
				line: t('heard.version', { version: version.n, changes: version.changes }),
				...said(version.note, version.noteLang)
			})),
		next: nextOf(words, told),
		groups: kinds.map((kind) => ({
			heading: t(`heard.kind.${kind}`, { count: told.answers.counts[kind] }),
			answers: told.answers.rows
				.filter((one) => one.kind === kind)
				.map((one) => answerOf(words, one, told))
		}))
	};
}

const said = (text: string, lang: string) => ({
	lang,
	rtl: directionOf(lang) === 'rtl',
	lines: text.split('\n').filter((line) => line.trim() !== '')
});

function answerOf({ t, date }: Words, one: Decided, { base, zone }: Told) {
	const [heading = ''] = said(one.input, one.lang).lines;
	const meta = [
		...(one.agency ? [one.agency.name] : []),
		date(one.publishedAt, zone),
		t('heard.answers', { count: one.answers })
	];
	return {
		...{ lang: one.lang, rtl: directionOf(one.lang) === 'rtl', heading: shortened(heading) },
		reference: one.reference,
		address: `${base}/answers/${one.reference}`,
		meta: meta.join(' · '),
		parts: parts.map((part) => ({ label: t(`became.part.${part}`), ...said(one[part], one.lang) })),
		links: [
			...(one.units.length ? [unitNames(one.units.map(({ number }) => number))] : []),
			...one.links.map(({ title }) => title)
		]
	};
}

function nextOf({ t }: Words, { versions, next }: Told) {
	if (next.length) return `${t('heard.changed.next', { count: next.length })} ${unitNames(next)}`;
	return versions.some(({ n }) => n > 1) ? '' : t('heard.changed.none');
}

const unitNames = (numbers: readonly number[]) => numbers.map(nameOf).join(', ');

const longest = 120;
const shortened = (text: string) =>
	text.length <= longest ? text : `${text.slice(0, longest).replace(/\s+\S*$/, '')} …`;

/** The meter's figures as sentences of a list. */
function meterLines({ t, number }: Words, meter: Meter): string[] {
	const all = toAnswer(meter);
	if (all === 0) return [t('responses.meter.nothing')];
	const facts = { answered: number(meter.answered), all: number(all), of: number(all) };
	const wait = meter.medianSeconds === null ? null : waitOf(meter.medianSeconds);
	return [
		t('responses.meter.share', facts),
		...(wait
			? [
					`${t(`responses.meter.${wait.unit}`, { count: wait.count })}: ${t('responses.meter.median')}`
				]
			: [])
	];
}
