/** What a person can take away of their own, a section per kind: where it is kept and what its columns are called. */

export type Section = {
	name: string;
	/** The tables it is read from: together with `elsewhere` they cover all that points to a person. */
	tables: readonly string[];
	/** Column names, each with the SQL it is read by. */
	columns: Readonly<Record<string, string>>;
	/** `$person` and `$email` stand for whose data it is. */
	from: string;
	order: string;
};

const place = `
	left join unit_text t on t.version_id = c.version_id and t.unit_id = c.unit_id
	join consultation k on k.id = c.consultation_id`;

export const sections: readonly Section[] = [
	{
		name: 'account',
		tables: ['person'],
		columns: { name: 'p.name', email: 'p.email', language: 'p.language', since: 'p.created_at' },
		from: 'person p where p.id = $person',
		order: 'p.id'
	},
	{
		name: 'contributions',
		tables: ['contribution'],
		columns: {
			reference: 'c.reference',
			consultation: 'k.slug',
			place: 'c.place',
			unit_number: 't.number',
			kind: 'c.kind',
			visibility: 'c.visibility',
			state: 'c.state',
			organisation: 'o.name',
			language: 'c.lang',
			text: 'c.body',
			quoted: 'q.exact',
			suggested: 's.words',
			received_at: 'c.received_at',
			edited_at: 'c.edited_at',
			support_people: 'c.support_people',
			support_organisations: 'c.support_organisations',
			replies: 'c.reply_count'
		},
		from: `contribution c ${place} left join organisation o on o.id = c.organisation_id
			left join quote q on q.contribution_id = c.id left join suggestion s on s.contribution_id = c.id
			where c.person_id = $person`,
		order: 'c.received_at, c.id'
	},
	{
		name: 'earlier_wordings',
		tables: [],
		columns: {
			reference: 'c.reference',
			n: 'w.n',
			language: 'w.lang',
			text: 'w.body',
			suggested: 'w.words',
			until: 'w.until'
		},
		from: 'wording w join contribution c on c.id = w.contribution_id where c.person_id = $person',
		order: 'c.received_at, c.id, w.n'
	},
	{
		name: 'votes',
		tables: ['vote'],
		columns: {
			consultation: 'k.slug',
			unit_number: 't.number',
			vote: 'v.value',
			cast_at: 'v.cast_at'
		},
		from: `vote v join unit u on u.id = v.unit_id join consultation k on k.id = u.consultation_id
			left join unit_text t on t.version_id = v.version_id and t.unit_id = v.unit_id
			where v.voter_id = $person`,
		order: 'v.cast_at, v.unit_id'
	},
	{
		name: 'earlier_votes',
		tables: [],
		columns: {
			consultation: 'k.slug',
			version: 'n.n',
			unit_number: 't.number',
			vote: 'v.value',
			cast_at: 'v.cast_at'
		},
		from: `earlier_vote v join text_version n on n.id = v.version_id
			join consultation k on k.id = n.consultation_id
			left join unit_text t on t.version_id = v.version_id and t.unit_id = v.unit_id
			where v.voter_id = $person`,
		order: 'v.cast_at, v.unit_id'
	},
	{
		name: 'supports',
		tables: ['support'],
		columns: { reference: 'c.reference', given_at: 's.given_at' },
		from: 'support s join contribution c on c.id = s.contribution_id where s.voter_id = $person',
		order: 's.given_at, c.id'
	},
	{
		name: 'reports',
		tables: ['report'],
		columns: { reference: 'c.reference', rule: 'r.rule', note: 'r.note', at: 'r.at' },
		from: 'report r join contribution c on c.id = r.contribution_id where r.reporter_id = $person',
		order: 'r.at, r.id'
	},
	{
		name: 'seen',
		tables: ['seen'],
		columns: { reference: 'c.reference', at: 's.at' },
		from: 'seen s join contribution c on c.id = s.contribution_id where s.person_id = $person',
		order: 's.at, c.id'
	},
	{
		name: 'appeals',
		tables: ['appeal'],
		columns: {
			reference: 'c.reference',
			act: 'm.act',
			text: 'a.words',
			at: 'a.at',
			outcome: 'a.outcome',
			reasons: 'a.reasons'
		},
		from: `appeal a join contribution c on c.id = a.contribution_id
			join moderation_act m on m.id = a.act_id where a.person_id = $person`,
		order: 'a.at, a.id'
	},
	{
		name: 'signatures',
		tables: ['signature'],
		columns: { reference: 'c.reference', organisation: 'o.name', signed_at: 's.signed_at' },
		from: `signature s join contribution c on c.id = s.contribution_id
			join organisation o on o.id = s.organisation_id where s.person_id = $person`,
		order: 's.signed_at, c.id'
	},
	{
		name: 'organisations',
		tables: ['membership'],
		columns: {
			organisation: 'o.name',
			first: 'm.first',
			from: 'm.from_at',
			until: 'coalesce(m.to_at, m.until_at)'
		},
		from: 'membership m join organisation o on o.id = m.organisation_id where m.person_id = $person',
		order: 'm.from_at, m.id'
	},
	{
		name: 'organisations_asked_for',
		tables: ['organisation'],
		columns: {
			organisation: 'o.name',
			website: 'o.website',
			asked_at: 'o.requested_at',
			verified_at: 'o.verified_at',
			refused_because: 'o.refused_reason'
		},
		from: 'organisation o where o.requested_by = $person',
		order: 'o.requested_at, o.id'
	},
	{
		name: 'invitations',
		tables: ['invitation'],
		columns: {
			organisation: 'o.name',
			direction: `case when i.invited_by = $person then 'sent' else 'received' end`,
			at: 'i.created_at',
			used_at: 'i.used_at'
		},
		from: `invitation i join organisation o on o.id = i.organisation_id
			where i.invited_by = $person or i.used_by = $person or i.email = $email`,
		order: 'i.created_at, i.id'
	},
	{
		name: 'roles',
		tables: ['role_grant'],
		columns: { role: 'g.role', space: 's.slug', from: 'g.from_at', until: 'g.to_at' },
		from: 'role_grant g left join space s on s.id = g.space_id where g.person_id = $person',
		order: 'g.from_at, g.id'
	},
	{
		name: 'official_acts',
		tables: ['ledger_entry', 'public_act', 'moderation_act'],
		columns: { act: 'e.type', role: 'e.role', at: 'e.at' },
		from: 'ledger_entry e where e.person_id = $person',
		order: 'e.id'
	},
	{
		name: 'signed_in',
		tables: ['session'],
		columns: { device: 's.user_agent', at: 's.created_at', until: 's.expires_at' },
		from: 'session s where s.person_id = $person',
		order: 's.created_at, s.id'
	},
	{
		name: 'keys',
		tables: ['passkey', 'authenticator', 'recovery_code', 'credential'],
		columns: { kind: 'k.kind', name: 'k.name', since: 'k.since' },
		from: `(
			select 'passkey' as kind, name, created_at as since, person_id from passkey
			union all select 'authenticator', '', since, person_id from authenticator
			union all select 'provider', provider_id, created_at, person_id from credential
		) k where k.person_id = $person`,
		order: 'k.since, k.kind, k.name'
	},
	{
		name: 'suspensions',
		tables: ['suspension'],
		columns: { reason: 's.reason', from: 's.from_at', until: 's.to_at' },
		from: 'suspension s where s.person_id = $person',
		order: 's.from_at, s.id'
	},
	{
		name: 'unsent',
		tables: ['unsent'],
		columns: {
			consultation: 'k.slug',
			form: 'u.form',
			typed: 'u.fields::text',
			saved_at: 'u.saved_at'
		},
		from: 'unsent u join consultation k on k.id = u.consultation_id where u.person_id = $person',
		order: 'u.saved_at, u.form'
	},
	{
		name: 'follow',
		tables: ['follow'],
		columns: {
			what: 'f.target',
			which: 'coalesce(c.slug, k.reference, o.slug, t.slug, cu.slug)',
			unit_number: 'x.number',
			how_often: 'f.pace',
			since: 'f.at'
		},
		from: `follow f left join consultation c on f.target = 'consultation' and c.id = f.target_id
			left join contribution k on f.target = 'contribution' and k.id = f.target_id
			left join organisation o on f.target = 'organisation' and o.id = f.target_id
			left join theme t on f.target = 'theme' and t.id = f.target_id
			left join unit u on f.target = 'unit' and u.id = f.target_id
			left join consultation cu on cu.id = u.consultation_id
			left join unit_text x on x.version_id = cu.version_id and x.unit_id = u.id
			where f.person_id = $person`,
		order: 'f.at, f.target, f.target_id'
	},
	{
		name: 'notices',
		tables: ['notice'],
		columns: {
			consultation: 'k.slug',
			news: 'w.kind',
			because: 'n.target',
			at: 'n.at',
			written_at: 'n.told_at'
		},
		from: `notice n join news w on w.id = n.news_id join consultation k on k.id = w.consultation_id
			where n.person_id = $person`,
		order: 'n.at, n.news_id'
	},
	{
		name: 'waiting',
		tables: [],
		columns: { act: 'a.act', sent: 'a.payload::text', at: 'a.created_at', until: 'a.expires_at' },
		from: 'pending_act a where a.email = $email and a.done_at is null',
		order: 'a.created_at, a.id'
	},
	{
		name: 'muted',
		tables: ['mute'],
		columns: { name: 'm.name', blocks: 'm.blocks', at: 'm.at' },
		from: 'mute m where m.person_id = $person',
		order: 'm.at, m.name'
	},
	{
		name: 'taken_out',
		tables: ['invalidation_person', 'invalidation'],
		columns: { consultation: 'k.slug', rule: 'i.rule', facts: 'i.facts', at: 'i.approved_at' },
		from: `invalidation_person w join invalidation i on i.id = w.invalidation_id
			join consultation k on k.id = w.consultation_id where w.person_id = $person`,
		order: 'i.approved_at, i.id'
	},
	{
		name: 'mail',
		tables: [],
		columns: { kind: 'm.kind', written_at: 'm.created_at', sent_at: 'm.sent_at' },
		from: 'mail m where m.recipient = $email',
		order: 'm.created_at, m.id'
	}
];

/** Tables that point to a person and hold nothing of theirs to take away. */
export const elsewhere: Readonly<Record<string, string>> = {
	consultation: 'who drafted it is in the ledger',
	draft_step: 'steps of a draft are the institution’s',
	translation_step: 'steps of a translation are the institution’s',
	import: 'files become drafts of the institution',
	contribution_import: 'files of what others said, entered by the institution',
	received_elsewhere: 'what others said; who entered it is in the ledger',
	news: 'what was published, and by whom, is in the ledger',
	reasoned_response: 'answers are the institution’s; who published one is in the ledger',
	reasoned_response_revision: 'steps of an answer are the institution’s',
	response_template: 'templates are the institution’s',
	theme: 'what contributions are sorted by is the institution’s',
	contribution_theme: 'sorting is the institution’s; who sorted is in the ledger',
	contribution_group: 'sorting is the institution’s; who sorted is in the ledger',
	group_search: 'searches are the institution’s',
	desk_act: 'sorting is the institution’s; kept for a month so that it can be taken back',
	desk_act_row: 'how contributions stood before, kept for a month',
	internal_note: 'what staff tell each other about contributions is the institution’s',
	text_version: 'versions are the institution’s; who published one is in the ledger',
	version_draft: 'drafts of a version are the institution’s; who started one is in the ledger',
	version_step: 'steps of a version are the institution’s',
	erasure: 'written when the account goes',
	ticket: 'one-time secrets, gone within half an hour'
};

export const isSection = (name: string) => sections.some((one) => one.name === name);
