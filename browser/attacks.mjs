// Captures that try to run something, each an article with figures, so that its words reach every
// kind of page.
const harm = [
  `<script>window.ran = 1; alert("script")</script>`,
  `<img src=x onerror="window.ran = 1; alert('image')">`,
  `<svg onload="window.ran = 1"><a xlink:href="javascript:alert(1)"><text>press</text></a></svg>`,
  `<style>* { display: none !important; background: url(http://evil.invalid/css) }</style>`,
  `<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>`,
  `"><script>window.ran = 1</script>`, `' onmouseover='window.ran = 1`, `</textarea></title></style><script>window.ran = 1</script>`,
  `{{constructor.constructor('window.ran = 1')()}}`, `javascript:window.ran=1`,
];
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const page = (title, outlet, body) => `<!doctype html><html lang="en"><head><title>${escaped(title)}</title>
<meta property="og:site_name" content="${escaped(outlet)}"><meta property="article:published_time" content="2033-02-0${1 + (title.length % 8)}">
</head><body><article><h1>${escaped(title)}</h1>${body}</article></body></html>`;

const story = (harm) => `<p>At least 14 people were killed when a crane fell at Vantor Quay on Monday, the ${escaped(harm)} Harbour Office said.</p>
<p>Another 31 people were injured, said Orla ${escaped(harm)} Menk, a spokeswoman for the port. “We heard ${escaped(harm)} and ran,” she said.</p>
<p>The quay, which handles grain and timber, will stay closed until engineers have looked at the other cranes, the office said. ${escaped(harm)}</p>
${harm}`;

export const attacks = Object.fromEntries(harm.map((one, at) => [
  `attack-${at}.html`, page(`Crane falls at Vantor Quay, 14 dead ${one}`, `The ${one} Post`, story(one)),
]));
