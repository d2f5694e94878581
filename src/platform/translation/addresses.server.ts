/** Which addresses the translator may be reached at: those its name stood for when the connection is made, and no others. */

import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const local = new BlockList();
for (const [net, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4]
] as const)
	local.addSubnet(net, bits, 'ipv4');

/** Only these of IPv6 lead out into the world; those that carry an IPv4 address are judged by it. */
const world = new BlockList();
world.addSubnet('2000::', 3, 'ipv6');
const within = new BlockList();
for (const [net, bits] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20]
] as const)
	within.addSubnet(net, bits, 'ipv6');

/** Where clouds tell a machine its own secrets, and what is bound to the wire: never, whoever configured it. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16, 'ipv4');
never.addSubnet('0.0.0.0', 8, 'ipv4');
never.addAddress('100.100.100.200', 'ipv4');
never.addAddress('192.0.0.192', 'ipv4');
never.addSubnet('fe80::', 10, 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');
never.addAddress('::', 'ipv6');

export type Reach = 'public' | 'local' | 'never';

export function reachOf(address: string): Reach {
	if (isIP(address) === 4) return reachOf4(address);
	if (isIP(address) !== 6) return 'never';
	if (never.check(address, 'ipv6')) return 'never';
	const inside = carried(address);
	if (inside) return reachOf4(inside);
	const isWorld = world.check(address, 'ipv6') && !within.check(address, 'ipv6');
	return isWorld ? 'public' : 'local';
}

const reachOf4 = (address: string): Reach =>
	never.check(address, 'ipv4') ? 'never' : local.check(address, 'ipv4') ? 'local' : 'public';

/** The IPv4 address within ::ffff:a.b.c.d and 64:ff9b::a.b.c.d. */
function carried(address: string): string | null {
	const full = new URL(`http://[${address}]`).hostname.slice(1, -1);
	const found = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(full);
	if (!found) return null;
	const [high, low] = [parseInt(found[1] ?? '', 16), parseInt(found[2] ?? '', 16)];
	return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/**
 * Whether an operator who wrote this host meant a machine nearby: an address, a name without a dot or one
 * that no public registry gives out. Any other name is the world's, and then so must its addresses be.
 */
export const isNearby = (host: string) =>
	isIP(host.replace(/^\[|\]$/g, '')) !== 0 ||
	!host.includes('.') ||
	/\.(internal|local|localhost|lan|home\.arpa|test)$/.test(host);

export type Resolve = (host: string) => Promise<LookupAddress[]>;

const resolved: Resolve = (host) =>
	new Promise((done, fail) =>
		lookup(host, { all: true, verbatim: true }, (error, all) => (error ? fail(error) : done(all)))
	);

/** A lookup for a connection: it goes to the addresses judged here, so that a name cannot change in between. */
export function judged(host: string, resolve: Resolve = resolved): LookupFunction {
	const allowed = (address: string) => {
		const reach = reachOf(address);
		return reach === 'public' || (reach === 'local' && isNearby(host));
	};
	return (name, options, answer) => {
		resolve(name).then(
			(found) => {
				const good = found.filter(({ address }) => allowed(address));
				const [first] = good;
				if (!first || good.length < found.length)
					return answer(new Error('The translator’s name leads where it may not.'), '');
				if (options.all) return answer(null, good);
				answer(null, first.address, first.family);
			},
			(error: NodeJS.ErrnoException) => answer(error, '')
		);
	};
}

/** An address written in the setting itself is never looked up: it is judged here. */
export function mayBeAsked(url: URL): boolean {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	return isIP(host) === 0 || reachOf(host) !== 'never';
}
