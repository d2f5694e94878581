// Loaded into a program started by bin/: hears the signals its starter heard, once, and ends with its starter.

const heard = new Set();

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => {
		heard.add(signal);
		if (process.listenerCount(signal) > 1) return;
		// Nobody else listens to this one: who listens to the other ends in order, the rest at once.
		if (signal === 'SIGINT' && process.listenerCount('SIGTERM') > 1) process.emit('SIGTERM');
		else process.exit(signal === 'SIGINT' ? 130 : 143);
	});
}

// The terminal was closed: that ends us as well, but in order.
process.on('SIGHUP', () => heard.size === 0 && process.kill(process.pid, 'SIGTERM'));

// A terminal sends Ctrl-C to the starter and to us alike; only what did not come by itself is passed on.
process.on('message', (signal) => {
	if (signal !== 'SIGINT' && signal !== 'SIGTERM' && signal !== 'SIGHUP') return;
	setTimeout(() => {
		if (heard.size === 0) process.kill(process.pid, signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM');
	}, 100);
});
process.on('disconnect', () => {
	if (heard.size === 0) process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref();
