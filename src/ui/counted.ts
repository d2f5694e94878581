/** Sentences about votes and remarks, put together once per number: a long page says thousands of them. */

import { levelOfAgreement, sum, total, values } from '#domain/voting/vote.ts';
import type { Counts, Tally, Value } from '#domain/voting/vote.ts';
import { wordsIn, type Facts, type Key, type Words } from './words.ts';
import type { Language } from '#domain/languages.ts';

export type Counted = {
	words: Words;
	/** "31 remarks" */
	remarks: (count: number) => string;
	/** "2 suggestions" */
	suggestions: (count: number) => string;
	sectionRemarks: (count: number) => string;
	/** "2 remarks on these words" */
	onWords: (count: number) => string;
	/** "7 on chosen words" */
	highlights: (count: number) => string;
	number: (count: number) => string;
	/** "52 agree, 31 agree with changes, 14 disagree, 9 are unsure" */
	counts: (counts: Counts) => string;
	/** "86 % agree · 100 people and 6 organisations" */
	summary: (tally: Tally) => string;
	/** The counts of individuals, of organisations and of guests; those empty when none has voted. */
	split: (tally: Tally) => { people: string; bodies: string; guests: string };
	/** A sentence about a numbered unit. */
	on: (key: Key, number: string) => string;
};

const most = 5_000;
const made = new Map<Language, Counted>();

export function countedIn(lang: Language): Counted {
	const known = made.get(lang);
	if (known) return known;
	const words = wordsIn(lang);
	const once = <Fact extends string | number>(sayIt: (fact: Fact) => string) => {
		const kept = new Map<Fact, string>();
		return (fact: Fact) => {
			const found = kept.get(fact);
			if (found !== undefined) return found;
			if (kept.size >= most) kept.clear();
			const said = sayIt(fact);
			kept.set(fact, said);
			return said;
		};
	};
	const plural = (key: Key) => once((count: number) => words.t(key, { count }));
	const share = once((hundredths: number) => words.percent(hundredths / 100));
	const aboutUnit = new Map<Key, (number: string) => string>();
	const ofValue = Object.fromEntries(
		values.map((value) => [value, plural(`voting.n_${value}`)])
	) as Record<Value, (count: number) => string>;
	const all = pattern(words, 'voting.all', values);
	const voters = pattern(words, 'voting.voters', ['people', 'bodies']);
	const summary = pattern(words, 'voting.summary', ['level', 'voters']);
	const tooFew = pattern(words, 'voting.too_few', ['voters']);
	const ofPeople = pattern(words, 'voting.of_people', ['counts']);
	const ofBodies = pattern(words, 'voting.of_bodies', ['counts']);
	const ofGuests = pattern(words, 'guests.of_guests', ['counts']);
	const people = plural('voting.people');
	const bodies = plural('voting.bodies');

	const counts = (given: Counts) =>
		all(Object.fromEntries(values.map((value) => [value, ofValue[value](given[value])])));

	const one: Counted = {
		words,
		remarks: plural('reading.remarks'),
		suggestions: plural('suggestion.count'),
		sectionRemarks: plural('reading.section.remarks'),
		onWords: plural('quote.on_words'),
		highlights: plural('quote.of_unit'),
		number: once((count: number) => words.number(count)),
		counts,
		summary(tally) {
			const organised = total(tally.organisation);
			const individual = people(total(tally.person));
			const who = organised
				? voters({ people: individual, bodies: bodies(organised) })
				: individual;
			const level = levelOfAgreement(sum(tally.person, tally.organisation));
			if (level === null) return tooFew({ voters: who });
			return summary({ level: share(Math.round(level * 100)), voters: who });
		},
		split: (tally) => ({
			people: ofPeople({ counts: counts(tally.person) }),
			bodies: total(tally.organisation) ? ofBodies({ counts: counts(tally.organisation) }) : '',
			guests: total(tally.guest) ? ofGuests({ counts: counts(tally.guest) }) : ''
		}),
		on(key, number) {
			const known = aboutUnit.get(key) ?? once((name: string) => words.t(key, { number: name }));
			aboutUnit.set(key, known);
			return known(number);
		}
	};
	made.set(lang, one);
	return one;
}

/** A message whose arguments are strings, taken apart once: filling it is then only joining. */
function pattern<Name extends string>(words: Words, key: Key, names: readonly Name[]) {
	const marked: Facts = Object.fromEntries(
		names.map((name, at) => [name, String.fromCodePoint(0xe000 + at)])
	);
	const pieces = words.t(key, marked).split(/([\ue000-\ue0ff])/);
	return (facts: Partial<Record<Name, string>>) => {
		let said = '';
		for (const piece of pieces) {
			const name = piece.length === 1 ? names[piece.charCodeAt(0) - 0xe000] : undefined;
			said += name === undefined ? piece : (facts[name] ?? '');
		}
		return said;
	};
}
