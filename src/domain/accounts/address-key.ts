/** Which mailbox an address leads to, so that one person by another spelling is the same account. Pure. */

import { emailOf } from './accounts.ts';

type Provider = {
	/** The domains by which the same mailboxes are reached; the first stands for all. */
	domains: readonly string[];
	/** What the provider itself does not read in the name of a mailbox. */
	unread?: RegExp;
	/** What begins a label besides `+`. */
	label?: string;
};

/** Only what the providers themselves say: a guess here would make two people one. */
const providers: readonly Provider[] = [
	{ domains: ['gmail.com', 'googlemail.com'], unread: /\./g },
	{ domains: ['proton.me', 'protonmail.com', 'pm.me', 'protonmail.ch'], unread: /[._-]/g },
	{ domains: ['icloud.com', 'me.com', 'mac.com'] },
	{
		domains: ['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua'],
		unread: /[.-]/g
	},
	{ domains: ['yahoo.com'], label: '-' },
	{ domains: ['fastmail.com', 'fastmail.fm'] }
];

const providerOf = new Map(
	providers.flatMap((one) => one.domains.map((domain) => [domain, one] as const))
);

/** Letters of other scripts that cannot be told from Latin ones by eye, as Latin ones. */
const lookalikes = new Map(
	'аa вb сc ԁd еe һh іi јj кk ӏl мm нh оo рp ԛq гr ѕs тt уy ԝw хx αa βb εe ηn ιi κk νv οo ρp τt υu χx ωw γy ıi ɡg ɑa'
		.split(' ')
		.map(([other = '', latin = '']) => [other, latin] as const)
);

const plain = (name: string) =>
	[...name.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')]
		.map((letter) => lookalikes.get(letter) ?? letter)
		.join('');

/** The same for every spelling of an address that reaches one mailbox. */
export function addressKey(typed: string): string {
	const email = emailOf(typed.normalize('NFKC'));
	const at = email.lastIndexOf('@');
	const [name, domain] = [plain(email.slice(0, at)), email.slice(at + 1).replace(/\.$/, '')];
	// Anything before user.fastmail.com is a label of user's.
	const own = /^([^.]+)\.(fastmail\.(?:com|fm))$/.exec(domain);
	if (own) return `${own[1]}@fastmail.com`;
	const provider = providerOf.get(domain);
	const unlabelled = before(before(name, '+'), provider?.label);
	const read = provider?.unread ? unlabelled.replace(provider.unread, '') : unlabelled;
	return `${read || name}@${provider?.domains[0] ?? domain}`;
}

/** What stands before a sign, unless nothing does. */
function before(name: string, sign: string | undefined): string {
	const at = sign ? name.indexOf(sign) : -1;
	return at > 0 ? name.slice(0, at) : name;
}
