/** The bank's one page for people: what it is, and where a program finds the rest. */
const PAGE = `<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><title>ABC銀行 ABC bank – TEST</title></head>
<body>
<h1>ABC銀行 <span lang="en">ABC bank</span> – TEST</h1>
<p>試験用の架空の銀行です。ログイン、取引、届出事項の変更は、FPoSライブラリを組み込んだアプリから行います。</p>
<p lang="en">An invented bank for tests. Log-in, payments and changes of what is on record are made by an app with the FPoS library.</p>
<p><a href="/openapi.json">openapi.json</a></p>
</body>
</html>
`;

export const frontPage = (): Response =>
  new Response(PAGE, { headers: { 'content-type': 'text/html; charset=utf-8' } });
