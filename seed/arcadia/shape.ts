// The shape of the living example: what each list in this folder holds. Data only, no database.

export type UiLanguage = 'en' | 'es' | 'fr' | 'ru' | 'ar';
export type TextLanguage = UiLanguage | 'it' | 'pt';

export type Sector =
	| 'GOVERNMENT'
	| 'CIVIL_SOCIETY'
	| 'PARLIAMENT'
	| 'JUDICIARY'
	| 'PRIVATE'
	| 'ACADEMIA'
	| 'INTERNATIONAL'
	| 'DONOR'
	| 'OTHER';

export type Role =
	| 'PARTICIPANT'
	| 'MODERATOR'
	| 'SECRETARIAT'
	| 'AGENCY_EDITOR'
	| 'COMMITMENT_LEAD'
	| 'MSF_GOV'
	| 'MSF_CS'
	| 'MSF_CHAIR'
	| 'MINISTER'
	| 'RECORDS_OFFICER'
	| 'REVIEWER'
	| 'STEWARD';

export type Person = {
	key: string;
	/** A display name, or the pseudonym itself when `pseudonym` is set. */
	name: string;
	pseudonym?: true;
	email: string;
	/** The language the person reads the interface in. */
	language: UiLanguage;
};

export type Organisation = {
	key: string;
	name: string;
	sector: Sector;
	verified: boolean;
	/** Person keys; the first is the one whom the secretariat verified. */
	representatives: readonly string[];
};

export type SpaceShape = {
	slug: string;
	names: Record<UiLanguage, string>;
	timeZone: string;
	languages: readonly UiLanguage[];
	/** The named head of the secretariat. */
	pointOfContact: string;
	contact: { office: string; email: string; telephone: string; address: string };
};

export type RoleGrant = { person: string; role: Role; sinceDaysAgo: number };

export type CorrectionNotice = {
	unit: number | 'whole';
	by: string;
	body: string;
	daysAgo: number;
};

/** The text in a further language, as far as it was translated. */
export type LanguageShape = {
	lang: UiLanguage;
	/** Who translated it and which text prevails. */
	note: string;
	words: Partial<
		Record<
			| 'title'
			| 'subtitle'
			| 'description'
			| 'feedsInto'
			| 'responsible'
			| 'otherChannels'
			| 'furtherInfo',
			string
		>
	>;
	markdown: string;
};

export type ConsultationShape = {
	slug: string;
	language: UiLanguage;
	title: string;
	subtitle: string;
	description: string;
	feedsInto: string;
	/** The body that answers. */
	responsible: string;
	contact: string;
	otherChannels: readonly string[];
	/** Days from now; negative is past. */
	opensInDays: number;
	closesInDays: number;
	responseByInDays: number;
	firstNumber: number;
	markdown: string;
	languages?: readonly LanguageShape[];
	notices?: readonly CorrectionNotice[];
};

/** A unit's number, the whole text, or the heading of a section. */
export type Target = number | 'whole' | { section: string };

export type ContributionKind = 'comment' | 'question' | 'evidence' | 'suggestion';

export type ContributionShape = {
	key: string;
	consultation: string;
	unit: Target;
	/** The words of the unit it is about. */
	words?: string;
	by: string;
	/** The organisation the person speaks for. */
	for?: string;
	kind: ContributionKind;
	lang: TextLanguage;
	body: string;
	daysAgo: number;
	/** For the secretariat only. */
	private?: true;
	replyTo?: string;
	/** What a suggestion proposes; its reason is the body. `basedOn` is a key. */
	suggests?: { act: 'replace' | 'add'; words: string; basedOn?: string } | { act: 'remove' };
	/** A joint statement, and the other organisations that signed it. */
	signedBy?: readonly string[];
	/** How many people support it, drawn by the seed from the named and the extra people. */
	supporters: number;
	hidden?: { rule: RuleKey; facts: string; by: string; daysAgo: number };
	withdrawn?: true;
	/** The wording before the author's own edit, still readable. */
	editedFrom?: string;
};

export type ReportShape = {
	contribution: string;
	by: string;
	rule: RuleKey;
	reason: string;
	daysAgo: number;
	/** `waiting` is still on the desk. */
	outcome: 'waiting' | 'refused' | 'kept';
	/** Why the moderator kept it. */
	note?: string;
};

export type RuleKey =
	| 'subject'
	| 'respect'
	| 'hatred'
	| 'privacy'
	| 'honesty'
	| 'repetition'
	| 'advertising'
	| 'unlawful';

export type Rule = { key: RuleKey; title: string; text: string };

/** How many individuals the seed lets vote each way on one unit. */
export type IntendedTally = {
	consultation: string;
	unit: number;
	agree: number;
	changes: number;
	disagree: number;
	unsure: number;
};

export type OrganisationVote = {
	consultation: string;
	org: string;
	unit: number;
	value: 'agree' | 'changes' | 'disagree' | 'unsure';
	by: string;
};

/** What became of a consultation: themes, groups, answers, and the next version of its text. */
export type AnswersShape = {
	consultation: string;
	themes: readonly {
		slug: string;
		basis: 'SECTOR' | 'JURISDICTION' | 'GOVERNANCE';
		names: Record<UiLanguage, string>;
		/** Keys of contributions. */
		carriedBy: readonly string[];
	}[];
	groups: readonly { key: string; title: string; lang: TextLanguage; members: readonly string[] }[];
	sortedDaysAgo: number;
	responses: readonly {
		key: string;
		state: 'review' | 'published';
		kind: 'included' | 'included_with_changes' | 'not_included';
		answers: readonly string[];
		agency: string;
		by: string;
		daysAgo: number;
		consideredDaysAgo: number;
		decidedBy: string;
		/** Numbers of the units it changed. */
		units: readonly number[];
		parts: Record<'input' | 'consideration' | 'influence' | 'reasons' | 'beyond', string>;
	}[];
	version: {
		by: string;
		daysAgo: number;
		note: string;
		changes: readonly {
			unit: number;
			/** Words as they stand in the Markdown, and what stands there afterwards. */
			from: string;
			to: string;
			note: string;
			because: readonly string[];
			/** Keys of responses. */
			responses: readonly string[];
		}[];
	};
};
