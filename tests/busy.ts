/** How much this process itself worked, in milliseconds: what others do on the machine meanwhile does not count. */
export function busy(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}
