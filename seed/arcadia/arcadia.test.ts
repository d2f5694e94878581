import { expect, test } from 'vitest';
import { consultations } from './consultations.ts';
import { contributions } from './contributions.ts';
import { extraNames, extraPseudonyms } from './names.ts';
import { organisations } from './organisations.ts';
import { people } from './people.ts';
import { reports } from './reports.ts';
import { rules } from './rules.ts';
import { roles, space } from './space.ts';
import type { ContributionShape, Organisation } from './shape.ts';
import { extraPeople, intendedTallies, organisationVotes } from './votes.ts';

const personKeys = new Set<string>(people.map((person) => person.key));
const orgs = new Map<string, Organisation>(organisations.map((org) => [org.key, org]));
const ruleKeys = new Set<string>(rules.map((rule) => rule.key));
const byKey = new Map(contributions.map((said) => [said.key, said]));
const consultationOf = new Map(consultations.map((one) => [one.slug, one]));
const saidIn = (slug: string) => contributions.filter((said) => said.consultation === slug);
const isOpen = (said: ContributionShape) => !said.private && !said.hidden && !said.withdrawn;

/** Blocks between blank lines; a caption, a footnote and front matter are no units of their own. */
const blocksOf = (markdown: string) =>
	markdown
		.replace(/^---\n[\s\S]*?\n---\n/, '')
		.replace(/\n>\n/g, '\n> ')
		.split(/\n{2,}/)
		.map((block) => block.trim())
		.filter((block) => block && !block.startsWith(': ') && !block.startsWith('[^'));
const unitsOf = (slug: string) =>
	blocksOf(consultationOf.get(slug)?.markdown ?? '').filter((block) => !block.startsWith('#'));
const headingsOf = (slug: string) =>
	blocksOf(consultationOf.get(slug)?.markdown ?? '')
		.filter((block) => block.startsWith('#'))
		.map((block) => block.replace(/^#+ /, ''));
const repeated = (values: readonly string[]) =>
	values.filter((value, index) => values.indexOf(value) !== index);

test('the three texts have the units they are known by', () => {
	expect(consultations.map((one) => [one.slug, unitsOf(one.slug).length])).toEqual([
		['open-works', 26],
		['school-meals', 12],
		['night-buses', 10]
	]);
	expect(unitsOf('open-works')[2]).toMatch(/^1\. buildings[\s\S]*\n {4}- /);
	expect(unitsOf('open-works')[6]).toMatch(/^\| Kind of work/);
	expect(unitsOf('open-works')[18]).toMatch(/^> We were told/);
	expect(unitsOf('open-works')[22]).toMatch(/^\p{Script=Arabic}/u);
	expect(unitsOf('open-works')[23]).toMatch(/^\p{Script=Cyrillic}/u);
});

test('one consultation is open, one closed and unanswered, one announced', () => {
	const [open, closed, announced] = consultations;
	expect(open?.opensInDays).toBeLessThan(0);
	expect(open?.closesInDays).toBeGreaterThan(0);
	expect(closed?.closesInDays).toBeLessThan(0);
	expect(closed?.responseByInDays).toBeGreaterThan(0);
	expect(announced?.opensInDays).toBeGreaterThan(0);
	expect(saidIn('night-buses')).toEqual([]);
});

test('keys, addresses and names are used once', () => {
	expect(repeated(people.map((person) => person.key))).toEqual([]);
	expect(repeated(people.map((person) => person.email))).toEqual([]);
	expect(people.filter((person) => !person.email.endsWith('@arcadia.example'))).toEqual([]);
	expect(repeated(contributions.map((said) => said.key))).toEqual([]);
	expect(repeated(contributions.map((said) => said.body))).toEqual([]);
	const names = [...people.map((person) => person.name), ...extraNames, ...extraPseudonyms];
	expect(repeated(names)).toEqual([]);
	expect(extraNames.length + extraPseudonyms.length).toBeGreaterThanOrEqual(extraPeople);
});

test('whoever is named exists', () => {
	const named = [
		space.pointOfContact,
		...roles.map((grant) => grant.person),
		...organisations.flatMap((org) => org.representatives),
		...contributions.flatMap((said) => [said.by, ...(said.hidden ? [said.hidden.by] : [])]),
		...reports.map((report) => report.by),
		...consultations.flatMap((one) => one.notices?.map((notice) => notice.by) ?? [])
	];
	expect(named.filter((key) => !personKeys.has(key))).toEqual([]);
	expect(reports.filter((report) => !byKey.has(report.contribution))).toEqual([]);
	const cited = [
		...reports.map((report) => report.rule),
		...contributions.flatMap((said) => (said.hidden ? [said.hidden.rule] : []))
	];
	expect(cited.filter((rule) => !ruleKeys.has(rule))).toEqual([]);
	expect(organisations.filter((org) => org.verified)).toHaveLength(12);
	expect(organisations).toHaveLength(14);
});

test('only its representatives speak and vote for an organisation', () => {
	const mayNot = (by: string, org: string) => !orgs.get(org)?.representatives.includes(by);
	expect(contributions.filter((said) => said.for && mayNot(said.by, said.for))).toEqual([]);
	expect(contributions.filter((said) => said.for && !orgs.get(said.for)?.verified)).toEqual([]);
	expect(organisationVotes.filter((vote) => mayNot(vote.by, vote.org))).toEqual([]);
	expect(organisationVotes.filter((vote) => !orgs.get(vote.org)?.verified)).toEqual([]);
	const cast = organisationVotes.map((vote) => `${vote.consultation} ${vote.org} ${vote.unit}`);
	expect(repeated(cast)).toEqual([]);
});

test('every remark and vote has a place in its text', () => {
	const astray = contributions.filter(({ consultation, unit }) => {
		if (unit === 'whole') return false;
		if (typeof unit === 'object') return !headingsOf(consultation).includes(unit.section);
		return unit < 1 || unit > unitsOf(consultation).length;
	});
	expect(astray).toEqual([]);
	const cited = contributions.flatMap((said) =>
		[...said.body.matchAll(/\bP(\d+)/g)].map((found) => ({ said, unit: Number(found[1]) }))
	);
	expect(cited.length).toBeGreaterThan(10);
	expect(cited.filter((c) => c.unit > unitsOf(c.said.consultation).length)).toEqual([]);
	for (const slug of ['open-works', 'school-meals']) {
		const units = intendedTallies.filter((t) => t.consultation === slug).map((t) => t.unit);
		expect(units).toEqual(unitsOf(slug).map((_, index) => index + 1));
	}
	expect(organisationVotes.filter((v) => v.unit > unitsOf(v.consultation).length)).toEqual([]);
});

test('a reply follows what it answers, at the same place, two levels deep at most', () => {
	const wrong = contributions.filter((said) => {
		if (!said.replyTo) return false;
		const parent = byKey.get(said.replyTo);
		const above = parent?.replyTo ? byKey.get(parent.replyTo) : undefined;
		return (
			!parent ||
			!isOpen(parent) ||
			parent.daysAgo <= said.daysAgo ||
			parent.consultation !== said.consultation ||
			parent.unit !== said.unit ||
			above?.replyTo !== undefined
		);
	});
	expect(wrong).toEqual([]);
	expect(contributions.filter((s) => byKey.get(s.replyTo ?? '')?.replyTo).length).toBeGreaterThan(
		3
	);
});

test('everything was said while its consultation was open', () => {
	const untimely = contributions.filter((said) => {
		const one = consultationOf.get(said.consultation);
		return (
			!one || -said.daysAgo <= one.opensInDays || -said.daysAgo >= Math.min(0, one.closesInDays)
		);
	});
	expect(untimely).toEqual([]);
	const late = contributions.filter((s) => s.hidden && s.hidden.daysAgo >= s.daysAgo);
	expect(late).toEqual([]);
	const early = reports.filter((r) => (byKey.get(r.contribution)?.daysAgo ?? 0) <= r.daysAgo);
	expect(early).toEqual([]);
});

test('the open consultation is as rich and uneven as a real one', () => {
	const said = saidIn('open-works');
	const count = (holds: (one: ContributionShape) => unknown) => said.filter(holds).length;
	const on = (unit: number) => count((one) => one.unit === unit && isOpen(one));
	expect(said.length).toBeGreaterThanOrEqual(150);
	expect(count((one) => one.lang === 'en')).toBeGreaterThanOrEqual(80);
	expect(new Set(said.map((one) => one.lang)).size).toBe(7);
	expect(count((one) => one.kind === 'question')).toBeGreaterThanOrEqual(12);
	expect(count((one) => one.kind === 'evidence')).toBeGreaterThanOrEqual(10);
	expect(count((one) => one.private)).toBe(6);
	expect(count((one) => one.withdrawn)).toBe(2);
	expect(count((one) => one.hidden)).toBe(2);
	expect(count((one) => one.for)).toBeGreaterThanOrEqual(30);
	expect(count((one) => one.editedFrom)).toBeGreaterThanOrEqual(3);
	expect(count((one) => one.daysAgo < 1)).toBeGreaterThanOrEqual(3);
	expect(on(9)).toBe(29);
	expect(count((one) => one.suggests)).toBe(8);
	expect([16, 19, 25].map(on)).toEqual([0, 0, 0]);
	expect(saidIn('school-meals').length).toBeGreaterThanOrEqual(30);
});

test('nothing that is private, withdrawn or not public gathers support', () => {
	expect(contributions.filter((s) => (s.private || s.withdrawn) && s.supporters > 0)).toEqual([]);
	expect(Math.max(...contributions.map((s) => s.supporters))).toBeLessThan(extraPeople);
});

test('votes tell the story they are meant to tell', () => {
	const open = intendedTallies.filter((tally) => tally.consultation === 'open-works');
	const sum = (t: (typeof open)[number]) => t.agree + t.changes + t.disagree + t.unsure;
	expect(open.reduce((all, tally) => all + sum(tally), 0)).toBe(1200);
	expect(Math.max(...intendedTallies.map(sum))).toBeLessThanOrEqual(extraPeople);
	expect(open.filter((tally) => sum(tally) < 5).map((tally) => tally.unit)).toEqual([16, 19]);
	const dispute = (t: (typeof open)[number]) => Math.min(t.agree + t.changes, t.disagree);
	expect(open.toSorted((a, b) => dispute(b) - dispute(a))[0]?.unit).toBe(14);
	const board = open.find((tally) => tally.unit === 11);
	expect(board && (board.agree + board.changes) / sum(board)).toBeGreaterThan(0.95);
});
